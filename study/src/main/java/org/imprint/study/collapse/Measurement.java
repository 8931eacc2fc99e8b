package org.imprint.study.collapse;

import org.imprint.lab.result.CollapseResult;

/**
 * A measurement that was done.
 *
 * @param result its numbers
 * @param dimension d
 */
public record Measurement(CollapseResult result, int dimension) {}
