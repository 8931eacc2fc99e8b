/** From a source of images to a file of embeddings: every core busy, memory bounded, rows in order, resumable. */
package org.imprint.vision.embed;
