/**
 * Clustering, bit for bit: k-means, seed for seed as scikit-learn 1.5.2 computes it (greedy k-means++, then Lloyd's iteration), and
 * k-medoids as scikit-learn-extra does.
 *
 * <p>Sums of a cluster run in row order and tiles have fixed borders, so that centres are the same bits for every number of
 * threads. Start at {@link org.imprint.core.cluster.KMeans} or {@link org.imprint.core.cluster.Medoids}.
 */
package org.imprint.core.cluster;
