/**
 * Readers of published data sets, one class for each: files as they are published in, a source of samples out.
 *
 * <p>Each is an {@link org.imprint.vision.dataset.reader.Opener} that finds its files at a
 * {@link org.imprint.vision.dataset.reader.Place}. Whatever is wrong with a file becomes a
 * {@link org.imprint.vision.data.DataException} that starts with its path. Knows no catalogue and no network.
 */
package org.imprint.vision.dataset.reader;
