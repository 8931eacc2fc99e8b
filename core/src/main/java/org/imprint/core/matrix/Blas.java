package org.imprint.core.matrix;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.imprint.core.ImprintException;

/**
 * Matrix products in single and double precision, by OpenBLAS on one thread.
 *
 * <p>Callers that want more threads split their rows into tiles of a fixed size and call from each thread. Without a native
 * library for the machine a plain Java BLAS answers, slower and with other last bits; {@link #description()} tells which.
 */
public final class Blas {

    private static final BLAS BLAS = load();
    private static final int FEW_ROWS = 2;

    private Blas() {}

    private static BLAS load() {
        return NativeLibrary.available() ? NativeBLAS.getInstance() : JavaBLAS.getInstance();
    }

    /** Returns the name of the library in use, for provenance. */
    public static String description() {
        return NativeLibrary.available() ? NativeLibrary.description() : "Java BLAS (no native library)";
    }

    /**
     * Computes out = A Bᵀ: A is [m, k], B is [n, k], out is [m, n]. Time O(m·n·k). Last bits of a row may differ with the number of
     * rows.
     */
    public static void timesTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix out) {
        shapes(a.cols() == b.cols() && out.rows() == a.rows() && out.cols() == b.rows(), "A Bᵀ", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        if (a.rows() <= FEW_ROWS) {
            rowByRow(a, b, out);
            return;
        }
        // BLAS is column-major: our row-major out is its outᵀ = B Aᵀ.
        BLAS.sgemm(
                "T",
                "N",
                b.rows(),
                a.rows(),
                a.cols(),
                1f,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                0f,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /** A product of matrices copies B first, which costs more than reading it once for each of so few rows. */
    private static void rowByRow(FloatMatrix a, FloatMatrix b, FloatMatrix out) {
        for (int i = 0; i < a.rows(); i++) {
            BLAS.sgemv(
                    "T",
                    b.cols(),
                    b.rows(),
                    1f,
                    b.data(),
                    b.offset(0),
                    b.cols(),
                    a.data(),
                    a.offset(i),
                    1,
                    0f,
                    out.data(),
                    out.offset(i),
                    1);
        }
    }

    /** Computes out = A Bᵀ in double: A is [m, k], B is [n, k], out is [m, n]. Time O(m·n·k). */
    public static void timesTransposed(DoubleMatrix a, DoubleMatrix b, DoubleMatrix out) {
        shapes(a.cols() == b.cols() && out.rows() == a.rows() && out.cols() == b.rows(), "A Bᵀ", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        BLAS.dgemm(
                "T",
                "N",
                b.rows(),
                a.rows(),
                a.cols(),
                1,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                0,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /** Computes out = A B in double: A is [m, k], B is [k, n], out is [m, n]. Time O(m·n·k). */
    public static void times(DoubleMatrix a, DoubleMatrix b, DoubleMatrix out) {
        shapes(a.cols() == b.rows() && out.rows() == a.rows() && out.cols() == b.cols(), "A B", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        BLAS.dgemm(
                "N",
                "N",
                b.cols(),
                a.rows(),
                a.cols(),
                1,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                0,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /** Adds Aᵀ A to the upper triangle of out, in double: A is [n, d], out is [d, d]. Time O(n·d²). */
    public static void addGram(DoubleMatrix a, DoubleMatrix out) {
        shapes(out.rows() == a.cols() && out.cols() == a.cols(), "Aᵀ A", a, a, out);
        if (a.rows() == 0) {
            return;
        }
        // Row-major upper is column-major lower.
        BLAS.dsyrk(
                "L",
                "N",
                a.cols(),
                a.rows(),
                1,
                a.data(),
                a.offset(0),
                a.cols(),
                1,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /**
     * Adds rows [from, to) of Aᵀ A to out, from the diagonal to the right: out[i, j] += Σ a[·, i] a[·, j] for i in
     * [from, to), j ≥ from. A is [n, d], out is [d, d]. Strips of fixed borders split {@link #addGram} among threads.
     */
    public static void addGramStrip(DoubleMatrix a, int from, int to, DoubleMatrix out) {
        shapes(out.rows() == a.cols() && out.cols() == a.cols(), "Aᵀ A", a, a, out);
        if (a.rows() == 0) {
            return;
        }
        int d = a.cols();
        BLAS.dgemm(
                "N",
                "T",
                d - from,
                to - from,
                a.rows(),
                1,
                a.data(),
                a.offset(0) + from,
                d,
                a.data(),
                a.offset(0) + from,
                d,
                1,
                out.data(),
                out.offset(from) + from,
                d);
    }

    /** Computes out += α A Bᵀ: A is [m, k], B is [n, k], out is [m, n]. Time O(m·n·k). */
    public static void addTimesTransposed(float alpha, FloatMatrix a, FloatMatrix b, FloatMatrix out) {
        shapes(a.cols() == b.cols() && out.rows() == a.rows() && out.cols() == b.rows(), "A Bᵀ", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        BLAS.sgemm(
                "T",
                "N",
                b.rows(),
                a.rows(),
                a.cols(),
                alpha,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                1f,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /** Computes out += Aᵀ B: A is [m, k], B is [m, n], out is [k, n]. Time O(m·n·k). */
    public static void addTransposedTimes(FloatMatrix a, FloatMatrix b, FloatMatrix out) {
        shapes(a.rows() == b.rows() && out.rows() == a.cols() && out.cols() == b.cols(), "Aᵀ B", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        BLAS.sgemm(
                "N",
                "T",
                b.cols(),
                a.cols(),
                a.rows(),
                1f,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                1f,
                out.data(),
                out.offset(0),
                out.cols());
    }

    /** Computes out += α A Bᵀ in double: A is [m, k], B is [n, k], out is [m, n]. Time O(m·n·k). */
    public static void addTimesTransposed(double alpha, DoubleMatrix a, DoubleMatrix b, DoubleMatrix out) {
        shapes(a.cols() == b.cols() && out.rows() == a.rows() && out.cols() == b.rows(), "A Bᵀ", a, b, out);
        if (a.rows() == 0) {
            return;
        }
        BLAS.dgemm(
                "T",
                "N",
                b.rows(),
                a.rows(),
                a.cols(),
                alpha,
                b.data(),
                b.offset(0),
                b.cols(),
                a.data(),
                a.offset(0),
                a.cols(),
                1,
                out.data(),
                out.offset(0),
                out.cols());
    }

    private static void shapes(boolean fit, String product, Object a, Object b, Object out) {
        if (!fit) {
            throw new ImprintException("shapes of " + product + " must fit, was A " + a + ", B " + b + ", out " + out);
        }
    }
}
