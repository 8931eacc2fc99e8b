/**
 * What is changed in a sweep without editing its file: other data, merged classes, other λ, and which combinations are taken.
 *
 * <p>Start at {@link org.imprint.lab.sweep.change.SweepChanges}. Here and on a cluster the same changes must give the same sweep, so
 * that options are read into them once.
 */
package org.imprint.lab.sweep.change;
