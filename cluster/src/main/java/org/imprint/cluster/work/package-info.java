/**
 * Divides a plan among jobs and their indexes, without a cluster.
 *
 * <p>A job names its part of a sweep by filters and shards only, which every process expands to the same plan: whatever the number
 * of jobs and shards, each planned run is in exactly one of them.
 */
package org.imprint.cluster.work;
