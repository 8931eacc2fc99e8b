/**
 * Bytes on disk: numbers and texts as bytes, frames with checksums, and finding the frames that damage left whole.
 *
 * <p>Knows nothing of runs. How a frame looks is told at {@link org.imprint.lab.store.frame.Frame}; the layout never changes, a new
 * one gets a new version.
 */
package org.imprint.lab.store.frame;
