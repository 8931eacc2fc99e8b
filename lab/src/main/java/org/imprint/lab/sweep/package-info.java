/**
 * The points of a sweep: a {@link org.imprint.lab.sweep.Combination} is one, a {@link org.imprint.lab.sweep.Grid} a product of axes,
 * a {@link org.imprint.lab.sweep.Sweep} all of them; with the published names, ids and label rules.
 *
 * <p>A method holds {@code core}'s own records. What published files write oddly (−1 for what does not apply, 0 beside 0.0) is in
 * {@code WireGenerator}, {@code WireAggregation} and {@code WirePresampling} alone; ids and stores are written from these, so a change of
 * their output loses every result that was stored before. In one line a method is written by
 * {@link org.imprint.lab.sweep.MethodText}; what people read are titles, which are not made here.
 */
package org.imprint.lab.sweep;
