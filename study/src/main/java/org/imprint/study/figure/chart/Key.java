package org.imprint.study.figure.chart;

import org.imprint.study.figure.canvas.Look;

/**
 * An entry of a legend.
 *
 * @param name what it means
 * @param look how it looks
 */
public record Key(String name, Look look) {}
