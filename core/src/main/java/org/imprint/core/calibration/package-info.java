/**
 * How sure an answer is: scores to probabilities, and how good these are. Nothing here changes which class has the largest score.
 */
package org.imprint.core.calibration;
