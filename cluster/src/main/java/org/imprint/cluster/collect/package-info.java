/**
 * What comes after the jobs: the stores of all shards become one, and every planned run is looked for in it.
 *
 * <p>All stores are looked at before the first is merged: if one does not go with the plan or with the others, nothing is. Damage is
 * told beside what could be read, and a run that is missing is named, not assumed.
 */
package org.imprint.cluster.collect;
