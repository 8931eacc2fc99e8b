/**
 * Text for people: what a misspelt word meant, what cannot be seen, how numbers look, and how text that is data means itself in
 * HTML, SVG, Markdown and LaTeX.
 *
 * <p>Every module takes these from here, so that one message reads like another. Names come from folders, files and other people's
 * stores; what a reader cannot see is shown as {@code \}{@code u0007}. Knows nothing of files or terminals.
 */
package org.imprint.core.text;
