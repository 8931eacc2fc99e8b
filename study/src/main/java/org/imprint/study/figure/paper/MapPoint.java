package org.imprint.study.figure.paper;

/**
 * An embedding in two dimensions.
 *
 * @param x first coordinate
 * @param y second coordinate
 * @param label class or source, which gives colour and marker
 */
public record MapPoint(double x, double y, String label) {}
