/**
 * What figures are drawn on and with: a canvas in points, its one font, markers, dashes and fillings.
 *
 * <p>Knows no axis and no file format. A text is measured before it is written, with the font that every format uses.
 */
package org.imprint.study.figure.canvas;
