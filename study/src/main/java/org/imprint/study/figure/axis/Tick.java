package org.imprint.study.figure.axis;

/**
 * A mark on an axis.
 *
 * @param value where
 * @param label beside it; empty for a mark alone
 */
public record Tick(double value, String label) {}
