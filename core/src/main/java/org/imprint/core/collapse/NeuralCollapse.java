package org.imprint.core.collapse;

import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.matrix.SymmetricEigen;

/**
 * Neural collapse of labelled embeddings: NC1, VCI, and the traces and ranks of the covariances within and between classes.
 *
 * <pre>
 *   μ_G = mean of all rows      M_c = μ_c − μ_G
 *   Σ_B = (1/C) Σ_c M_c M_cᵀ
 *   Σ_W = (1/C) Σ_c (1/n_c) Σ_i (x_i − μ_c)(x_i − μ_c)ᵀ      Σ_T = Σ_B + Σ_W
 *   NC1 = tr(Σ_B⁺ Σ_W) / C      VCI = 1 − tr(Σ_T⁺ Σ_B) / rank(Σ_B)
 * </pre>
 *
 * <p>Classes count alike, whatever their size. Eigenvalues up to d·1.1920929·10⁻⁷ of the largest count as 0 in pseudo-inverses
 * and ranks. All in double.
 *
 * <p>{@link #textbook()} is this. {@link #published()} gives the published code's numbers, in which Σ_W also holds
 * μ_G μ_Gᵀ, because rows were centred by M_c instead of μ_c.
 *
 * <p>The rows are read twice. Time O(n·d² + d³), memory about ten matrices [d, d] of doubles, and four [C, d]: 0.5 GB for
 * d = 2,048 and C = 1,000.
 *
 * <p>Source: V. Papyan, X. Y. Han, D. Donoho, PNAS 117 (2020) 24652, for NC1; J. Xu, H. Liu, "Quantifying the variability
 * collapse of neural networks", ICML 2023, for VCI.
 */
public final class NeuralCollapse {

    private static final double EPSILON = 0x1p-23;
    /** Σ_B with no element above this counts as zero in the published code. */
    private static final double PUBLISHED_ZERO = 1e-8;
    /** Means of equal classes differ by rounding only, 10⁻¹⁶ of the rows; squared and with room. */
    private static final double ROUNDING = 1e-26;

    private final int classes;
    private final double[] global;
    /** [C, d]: Σ_B is its Gram matrix. */
    private final DoubleMatrix between;

    private final DoubleMatrix within;
    private final Parallel parallel;

    private NeuralCollapse(ClassMeans means, DoubleMatrix within, Parallel parallel) {
        this.classes = means.size();
        this.global = means.global();
        this.between = means.between();
        this.within = within;
        this.parallel = parallel;
    }

    /**
     * Reads the rows and sums their covariances.
     *
     * @param blocks at least two classes with rows; read twice
     * @throws ImprintException if there are fewer classes, or if values are not finite
     */
    public static NeuralCollapse of(RowBlocks blocks, Parallel parallel) {
        ClassMeans means = ClassMeans.of(blocks);
        return new NeuralCollapse(means, WithinScatter.of(blocks, means, parallel), parallel);
    }

    /** Returns the textbook measures in corrected semantics, the published code's in reference semantics. */
    public CollapseMeasures measures(Semantics semantics) {
        return semantics.isReference() ? published() : textbook();
    }

    /**
     * Returns the measures by their definition.
     *
     * <p>If all class means coincide there is nothing to collapse to: NC1 is ∞ and VCI 1.
     */
    public CollapseMeasures textbook() {
        double size = trace(within) + squares(between.data()) + squares(global);
        if (squares(between.data()) <= ROUNDING * size) {
            int rank = spectrum(within).rank();
            return new CollapseMeasures(Double.POSITIVE_INFINITY, 1, trace(within), 0, rank, 0);
        }
        return measured(new double[global.length]);
    }

    /**
     * Returns what the published code reports (up to its float rounding): Σ_W and Σ_T hold μ_G μ_Gᵀ besides.
     *
     * <p>If no element of Σ_B exceeds 10⁻⁸ that is NC1 = VCI = ∞ and 0 for the rest.
     */
    public CollapseMeasures published() {
        return largestBetween() <= PUBLISHED_ZERO
                ? new CollapseMeasures(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, 0, 0)
                : measured(global);
    }

    /** Measures with Σ_W + shift·shiftᵀ in the place of Σ_W. */
    private CollapseMeasures measured(double[] shift) {
        DoubleMatrix total = plusSquare(within, shift);
        Blas.addGram(between, total);
        DoubleMatrix intra = plusSquare(within, shift);
        Spectrum[] spectra = new Spectrum[2];
        parallel.forEach(2, i -> spectra[i] = spectrum(i == 0 ? total : intra));
        Spectrum inter = spectrumBetween();
        double nc1 = 0;
        DoubleMatrix image = DoubleMatrix.zeros(inter.axes.rows(), global.length);
        Blas.times(inter.axes, within, image);
        for (int i = inter.firstKept(); i < inter.values.length; i++) {
            double along = dot(inter.axes.row(i), image.row(i));
            double shifted = dot(inter.axes.row(i), shift);
            nc1 += (along + shifted * shifted) / inter.values[i] / classes;
        }
        double vci = 1 - explained(spectra[0]) / inter.rank();
        double intraTrace = trace(within) + squares(shift);
        return new CollapseMeasures(nc1, vci, intraTrace, squares(between.data()), spectra[1].rank(), inter.rank());
    }

    /** Returns tr(A⁺ Σ_B) for the matrix A of this spectrum. */
    private double explained(Spectrum a) {
        DoubleMatrix image = DoubleMatrix.zeros(a.axes.rows(), classes);
        Blas.timesTransposed(a.axes, between, image);
        double sum = 0;
        for (int i = a.firstKept(); i < a.values.length; i++) {
            sum += squares(image.row(i)) / a.values[i];
        }
        return sum;
    }

    /** The eigenvalues of a positive semidefinite matrix, ascending, and its axes, one a row; d decides what counts as 0. */
    private record Spectrum(double[] values, DoubleMatrix axes, int dim) {

        int firstKept() {
            double floor = dim * EPSILON * Math.max(0, values[values.length - 1]);
            int i = 0;
            while (i < values.length && values[i] <= floor) {
                i++;
            }
            return i;
        }

        int rank() {
            return values.length - firstKept();
        }
    }

    private static Spectrum spectrum(DoubleMatrix a) {
        SymmetricEigen eigen = Lapack.symmetricEigen(a);
        return new Spectrum(eigen.values(), eigen.vectors(), a.cols());
    }

    /** Returns the spectrum of Σ_B = BᵀB, from the smaller of BᵀB and BBᵀ; axes of zero eigenvalues may be missing. */
    private Spectrum spectrumBetween() {
        int d = global.length;
        if (classes > d) {
            DoubleMatrix gram = DoubleMatrix.zeros(d, d);
            Blas.addGram(between, gram);
            return spectrum(gram);
        }
        DoubleMatrix gram = DoubleMatrix.zeros(classes, classes);
        Blas.timesTransposed(between, between, gram);
        SymmetricEigen eigen = Lapack.symmetricEigen(gram);
        DoubleMatrix axes = DoubleMatrix.zeros(classes, d);
        Blas.times(eigen.vectors(), between, axes);
        for (int i = 0; i < classes; i++) {
            double length = Math.sqrt(Math.max(eigen.values()[i], Double.MIN_NORMAL));
            for (int j = 0; j < d; j++) {
                axes.data()[axes.offset(i) + j] /= length;
            }
        }
        return new Spectrum(eigen.values(), axes, d);
    }

    private double largestBetween() {
        double largest = 0;
        for (int j = 0; j < global.length; j++) {
            double variance = 0;
            for (int c = 0; c < classes; c++) {
                variance += between.get(c, j) * between.get(c, j);
            }
            largest = Math.max(largest, variance); // the largest element of a covariance lies on its diagonal
        }
        return largest;
    }

    private static DoubleMatrix plusSquare(DoubleMatrix a, double[] v) {
        DoubleMatrix sum = a.copy();
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum.data()[sum.offset(i) + j] += v[i] * v[j];
            }
        }
        return sum;
    }

    private static double trace(DoubleMatrix a) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += a.get(i, i);
        }
        return sum;
    }

    private static double squares(double[] v) {
        return dot(v, v);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
