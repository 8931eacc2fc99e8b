/**
 * Axes: what values they show, where they break, which values are marked and how those are written.
 *
 * <p>Marked values are round ones; an axis is never longer than its values and their padding ask for.
 */
package org.imprint.study.figure.axis;
