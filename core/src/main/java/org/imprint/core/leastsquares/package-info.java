/**
 * Least squares on class labels with a ridge λ: one weight row for each group of rows, and the second moments they share.
 *
 * <p>Start at {@link org.imprint.core.leastsquares.LeastSquares}. Sums run in row order and strips have fixed borders, so that
 * weights are the same bits for every number of threads.
 */
package org.imprint.core.leastsquares;
