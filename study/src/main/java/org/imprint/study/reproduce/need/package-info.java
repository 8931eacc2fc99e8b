/**
 * What sections need: backbones, data sets and embeddings, which of them are there, and what getting the rest costs.
 *
 * <p>Looks and tells; gets nothing.
 */
package org.imprint.study.reproduce.need;
