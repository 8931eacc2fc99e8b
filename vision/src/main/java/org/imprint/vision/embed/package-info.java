/**
 * From a source of images to a file of embeddings: every core busy, memory bounded, rows in order, resumable.
 *
 * <p>Batch b is always the samples [b·batch, (b+1)·batch), so the bytes of the file depend neither on workers nor on interruptions. A
 * row belongs to the content of its image, not to a place in a list.
 */
package org.imprint.vision.embed;
