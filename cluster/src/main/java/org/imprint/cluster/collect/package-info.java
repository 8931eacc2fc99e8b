/** What comes after the jobs: the stores of all shards become one, and every planned run is looked for in it. */
package org.imprint.cluster.collect;
