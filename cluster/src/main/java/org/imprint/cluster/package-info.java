/**
 * Sweeps on more than one machine. Knows no command line.
 *
 * <p>A sweep that runs on a cluster is the sweep of {@code lab} in parts: nothing here scores, or decides what equals what. A
 * part that is done twice does no harm, so whatever is in doubt is done again.
 */
package org.imprint.cluster;
