/**
 * Files in, labelled images out: image decoding, IDX files, folders with one sub-folder per class.
 *
 * <p>Whatever is wrong with a file becomes a {@link org.imprint.vision.data.DataException} whose message starts with the path.
 * Files are never trusted: sizes are checked before memory is taken for them.
 */
package org.imprint.vision.data;
