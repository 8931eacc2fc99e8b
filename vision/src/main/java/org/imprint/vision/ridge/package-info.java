/**
 * The ridge λ that least squares takes for the embeddings of a backbone.
 *
 * <p>{@link org.imprint.vision.ridge.RidgeRule} is the only place that decides it; whoever imprints with least squares asks there.
 */
package org.imprint.vision.ridge;
