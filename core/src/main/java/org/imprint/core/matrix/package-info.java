/**
 * Dense row-major matrices and the few BLAS and LAPACK calls that imprinting needs.
 *
 * <p>BLAS runs single-threaded here and work is split into tiles whose borders depend on shapes alone, so that a result
 * never depends on how many threads computed it.
 */
package org.imprint.core.matrix;
