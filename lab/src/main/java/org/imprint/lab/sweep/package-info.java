/**
 * The points of a sweep: a {@link org.imprint.lab.sweep.Combination} is one, a {@link org.imprint.lab.sweep.Grid} a product of axes,
 * a {@link org.imprint.lab.sweep.Sweep} all of them; with the published names, ids and label rules.
 */
package org.imprint.lab.sweep;
