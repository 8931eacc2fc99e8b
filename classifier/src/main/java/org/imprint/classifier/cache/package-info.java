/**
 * Embeddings by what they are of: an image that was embedded once is not embedded again.
 *
 * <p>Start at {@link org.imprint.classifier.cache.CachedEmbedder}. The cache only saves time: what is damaged, dropped or cannot be
 * written is computed again, to the same bits, as each image is embedded in a batch of its own.
 */
package org.imprint.classifier.cache;
