/**
 * Tables of text and numbers, and their four written forms.
 *
 * <p>One table gives plain text, Markdown, LaTeX and CSV; the first three round, CSV does not. Writes no files.
 */
package org.imprint.study.analysis.table;
