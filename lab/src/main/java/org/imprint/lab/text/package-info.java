/**
 * Text that is data, written so that it means itself: in SVG, HTML, Markdown, LaTeX and CSV.
 *
 * <p>Names come from folders, YAML files and other people's stores. What a reader cannot see is shown as {@code \}{@code u0007}.
 * Terminals are the business of {@code app}.
 */
package org.imprint.lab.text;
