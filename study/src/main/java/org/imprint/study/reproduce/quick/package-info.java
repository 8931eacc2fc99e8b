/**
 * Sections in small: small data from the embeddings at hand or from the bundled digits, and small sweeps on them.
 *
 * <p>Figures of it are no reproduction, and whatever shows them says so.
 */
package org.imprint.study.reproduce.quick;
