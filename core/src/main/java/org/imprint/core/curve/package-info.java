/**
 * Learning curves: how right a recipe is by the number of examples it learns from, and what more of them would bring.
 *
 * <p>Start at {@link org.imprint.core.curve.LearningCurve}.
 */
package org.imprint.core.curve;
