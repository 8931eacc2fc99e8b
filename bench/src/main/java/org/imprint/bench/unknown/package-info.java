/** Measures what is promised of unknown images and probabilities, on embeddings of real images. Figures go to docs, never into tests. */
package org.imprint.bench.unknown;
