/**
 * {@code imprint embed}, which makes embeddings files of images, and {@code imprint evaluate}, which answers one from another.
 *
 * <p>Images that were left out, and embeddings that are zero or not finite, are told, never dropped in silence.
 */
package org.imprint.app.embed;
