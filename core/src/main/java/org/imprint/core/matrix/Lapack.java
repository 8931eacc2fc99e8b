package org.imprint.core.matrix;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import org.imprint.core.Checks;
import org.netlib.util.intW;

/**
 * Cholesky and symmetric eigenproblems in double, by OpenBLAS on one thread.
 *
 * <p>Without a native library for the machine the plain Java LAPACK answers, slower and with other last bits.
 */
public final class Lapack {

    private static final LAPACK LAPACK =
            NativeLibrary.available() ? NativeLAPACK.getInstance() : JavaLAPACK.getInstance();

    private Lapack() {}

    /**
     * Factors a symmetric positive definite A = Uᵀ U in place. Time d³/3 multiply-adds.
     *
     * @param out [d, d]; on entry the upper triangle holds A, on return U; the lower triangle is neither read nor written
     * @throws ArithmeticException if A is not positive definite to working precision, or holds NaN
     */
    public static void cholesky(DoubleMatrix out) {
        int d = square(out);
        intW info = new intW(0);
        // Row-major upper is column-major lower.
        LAPACK.dpotrf("L", d, out.data(), out.offset(0), d, info);
        if (info.val > 0) {
            throw new ArithmeticException(
                    "matrix must be positive definite, leading minor " + info.val + " of " + d + " is not");
        }
        Checks.require(info.val == 0, "dpotrf must end with 0", info.val);
    }

    /**
     * Solves xᵢ A = bᵢ for each row with the factor that {@link #cholesky} left. Time O(m·d²).
     *
     * @param factor [d, d], U in the upper triangle
     * @param out [m, d]; on entry row i holds bᵢ, on return xᵢ
     */
    public static void choleskySolve(DoubleMatrix factor, DoubleMatrix out) {
        int d = square(factor);
        Checks.require(out.cols() == d, "right-hand sides must have width " + d, out.cols());
        if (out.rows() == 0) {
            return;
        }
        intW info = new intW(0);
        LAPACK.dpotrs("L", d, out.rows(), factor.data(), factor.offset(0), d, out.data(), out.offset(0), d, info);
        Checks.require(info.val == 0, "dpotrs must end with 0", info.val);
    }

    /**
     * Returns all eigenvalues and eigenvectors of a symmetric matrix (divide and conquer, {@code dsyevd}).
     *
     * <p>Time O(d³), memory 3·d² doubles.
     *
     * @param a [d, d]; only the upper triangle is read; not written to
     * @throws ArithmeticException if the iteration does not converge, as with NaN or infinite elements
     */
    public static SymmetricEigen symmetricEigen(DoubleMatrix a) {
        int d = square(a);
        Checks.require(finite(a), "elements of a symmetric matrix must be finite", "NaN or infinity");
        DoubleMatrix vectors = a.copy();
        double[] values = new double[d];
        double[] work = new double[1];
        int[] integers = new int[1];
        intW info = new intW(0);
        LAPACK.dsyevd("V", "L", d, vectors.data(), d, values, work, -1, integers, -1, info);
        work = new double[(int) work[0]];
        integers = new int[integers[0]];
        LAPACK.dsyevd("V", "L", d, vectors.data(), d, values, work, work.length, integers, integers.length, info);
        if (info.val != 0) {
            throw new ArithmeticException("eigenvalues of " + a + " did not converge, dsyevd returned " + info.val);
        }
        return new SymmetricEigen(values, vectors); // LAPACK's columns are our rows
    }

    private static boolean finite(DoubleMatrix a) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = i; j < a.cols(); j++) {
                if (!Double.isFinite(a.get(i, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int square(DoubleMatrix a) {
        Checks.require(a.rows() == a.cols() && a.rows() > 0, "matrix must be square, not empty", a);
        return a.rows();
    }
}
