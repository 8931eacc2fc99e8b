package org.imprint.classifier.explain;

/**
 * What became of a page.
 *
 * @param shown how many images it shows
 * @param leftOut how many were too many
 * @param unreadable how many of those shown could not be decoded, which the page says in their place
 * @param bytes its size
 */
public record ExplanationSummary(int shown, int leftOut, int unreadable, long bytes) {}
