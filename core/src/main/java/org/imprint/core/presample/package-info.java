/**
 * Presampling: which rows of a class the generator gets to see.
 *
 * <p>A presampling gives indices, never rows, so that rows stay where they are, and looks at one class alone. A few rows are the first of
 * one permutation of all rows, so that fewer are a prefix of more; in corrected semantics their draw comes from the class's own
 * presampling stream and leaves the generator's alone. All that a sweep file can say is {@link org.imprint.core.presample.Presampling#of}.
 */
package org.imprint.core.presample;
