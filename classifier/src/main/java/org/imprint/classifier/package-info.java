/**
 * A classifier to ship: fitted from a folder of images, changed while it runs, kept in one file.
 *
 * <p>Knows no sweeps and no command line. Proxies, heads and measures are those of {@code core}, images and embeddings those of
 * {@code vision}; nothing here makes proxies or answers by a way of its own. What a reader was given does not change afterwards.
 */
package org.imprint.classifier;
