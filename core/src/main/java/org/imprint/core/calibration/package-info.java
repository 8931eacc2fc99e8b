/**
 * How sure an answer is: scores to probabilities, to thresholds and to sets of classes, and how good probabilities are. Nothing here changes
 * which class has the largest score.
 */
package org.imprint.core.calibration;
