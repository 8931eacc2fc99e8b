/**
 * A sweep on a cluster: submitted, watched, repeated where something is missing, collected, deleted.
 *
 * <p>Start at {@link org.imprint.cluster.client.ClusterSweep}. All state is on the cluster, in the jobs' own status and in the
 * annotations of repetitions; any machine with access can go on where another left.
 */
package org.imprint.cluster.client;
