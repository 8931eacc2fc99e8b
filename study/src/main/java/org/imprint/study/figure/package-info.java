/**
 * Figures for papers: SVG, PDF, PNG and the numbers as CSV, all from one drawing.
 *
 * <p>Lengths are points (1/72 inch) from the top left corner. Text is set in Liberation Sans, which comes with the program, has
 * the widths of Arial, and is never smaller than {@link org.imprint.study.figure.canvas.Canvas#SMALL}: a figure looks the same wherever
 * it is made, and labels are placed by measured widths. Series differ by marker and dash as well as by colour, so that a figure
 * can be read without colours. The same input gives the same bytes: nothing here asks a clock or draws lots without a seed.
 *
 * <p>Start at {@link org.imprint.study.figure.Figure}; charts are in {@code chart}, the paper's own in {@code paper}.
 */
package org.imprint.study.figure;
