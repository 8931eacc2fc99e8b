/**
 * Jobs, claims and the rest as the cluster's own typed objects, and the folder of YAML files that holds them.
 *
 * <p>Start at {@link org.imprint.cluster.manifest.SweepManifests}. Whatever a folder holds can be applied without this software;
 * what {@link org.imprint.cluster.client} must know beyond the objects themselves stands in their labels and annotations.
 */
package org.imprint.cluster.manifest;
