package org.imprint.core.leastsquares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.Parallel;

/**
 * A least-squares problem whose rows come and go: it keeps sums only, and its weights are those of a {@link LeastSquares} over the
 * rows that are there.
 *
 * <pre>
 *   S = Σ xxᵀ  [d, d]     s_c = Σ x over the n_c rows of class c  [d]     n = Σ n_c
 *   W = (1/C) M (S/n + λI)⁻¹     row c of M is s_c / n_c     W [C, d]
 * </pre>
 *
 * <p>A change of r rows costs O(r·d² + d²), a solution O(d³ + C·d²), whatever n. Memory 8·d² + 16·C·d bytes; problems that follow from
 * each other share the sums of classes, not S. Immutable; may be shared by threads, results do not depend on their number.
 *
 * <p><b>Rounding.</b> s_c is kept in two doubles and does not drift. S does: each change rounds it by about u·tr S, u = 2⁻⁵³, and what a
 * change of large rows left stays when these rows are gone. {@link #drift} estimates the error of W from the squares of all steps;
 * {@link #needsRederiving} tells when it exceeds {@value #TOLERANCE} and S summed anew would be better. Until then weights are
 * within {@value #TOLERANCE} of those of fresh sums, relative to the largest, where tr(S) / (n·λ) ≤ 10⁴: rows of length 1 and λ ≥ 10⁻⁴.
 * Beyond it even fresh sums hold no more than u·tr(S) / (n·λ).
 */
public final class RunningLeastSquares {

    /** Relative error of weights that drift may cause before sums should be made anew. */
    public static final double TOLERANCE = 1e-10;

    private static final double ROUNDOFF = 0x1p-53;
    /** Sums made anew must promise at least this much less error to be worth it. */
    private static final double WORTH = 4;

    private final DoubleMatrix moment;
    private final List<ClassSum> classes;
    private final double rounding;

    private RunningLeastSquares(DoubleMatrix moment, List<ClassSum> classes, double rounding) {
        this.moment = moment;
        this.classes = List.copyOf(classes);
        this.rounding = rounding;
    }

    /**
     * Returns the problem of rows that are all there, summed anew. Time O(n·d²).
     *
     * @param perClass the rows [n_c, d] of each class, n_c ≥ 0
     * @throws ImprintException if there is no class, widths differ or a row is not finite
     */
    public static RunningLeastSquares of(List<FloatMatrix> perClass, Parallel parallel) {
        Checks.require(!perClass.isEmpty(), "least squares needs at least one class", 0);
        int d = perClass.get(0).cols();
        List<ClassSum> sums = new ArrayList<>();
        for (FloatMatrix rows : perClass) {
            requireRows(rows, d);
            sums.add(ClassSum.empty(d).plus(rows));
        }
        DoubleMatrix moment = DoubleMatrix.zeros(d, d);
        SecondMoment.add(perClass, moment, parallel);
        return new RunningLeastSquares(moment, sums, fresh(trace(moment), size(sums)));
    }

    /**
     * Returns the problem that was written down as its sums.
     *
     * @param moment S, its upper triangle row by row, d(d+1)/2 numbers; see {@link #moment}
     * @param sums [C, d], see {@link #sums}
     * @param remainders [C, d], see {@link #remainders}
     * @param sizes n_c ≥ 0 of each class
     * @param rounding ≥ 0, see {@link #rounding}
     * @throws ImprintException if shapes do not fit or a number is not finite
     */
    public static RunningLeastSquares ofSums(
            double[] moment, DoubleMatrix sums, DoubleMatrix remainders, int[] sizes, double rounding) {
        int d = sums.cols();
        Checks.require(
                moment.length == (long) d * (d + 1) / 2, "S must have d(d+1)/2 numbers, d = " + d, moment.length);
        Checks.require(sums.rows() > 0, "least squares needs at least one class", 0);
        Checks.require(
                remainders.rows() == sums.rows() && remainders.cols() == d,
                "remainders must have the shape of the sums " + sums,
                remainders);
        Checks.require(sizes.length == sums.rows(), "there must be " + sums.rows() + " class sizes", sizes.length);
        requireFinite("S", moment);
        requireFinite("class sums", sums.toArray());
        requireFinite("remainders of class sums", remainders.toArray());
        Checks.inRange("rounding of S", rounding, 0, Double.MAX_VALUE);
        DoubleMatrix full = DoubleMatrix.zeros(d, d);
        int at = 0;
        for (int i = 0; i < d; i++) {
            System.arraycopy(moment, at, full.data(), full.offset(i) + i, d - i);
            at += d - i;
        }
        List<ClassSum> classes = new ArrayList<>();
        for (int c = 0; c < sizes.length; c++) {
            Checks.inRange("size of class index " + c, sizes[c], 0, Integer.MAX_VALUE);
            classes.add(ClassSum.of(sizes[c], sums.row(c), remainders.row(c)));
        }
        return new RunningLeastSquares(full, classes, rounding);
    }

    private static void requireFinite(String what, double[] numbers) {
        for (double x : numbers) {
            Checks.require(Double.isFinite(x), what + " must be finite", x);
        }
    }

    private static void requireRows(FloatMatrix rows, int d) {
        Checks.require(rows.cols() == d, "rows must have width " + d, rows.cols());
        for (int i = 0; i < rows.rows(); i++) {
            int j = rows.firstNonFinite(i);
            if (j >= 0) {
                throw new ImprintException("row " + i + " must be finite, was " + rows.get(i, j) + " at column " + j);
            }
        }
    }

    /** Returns this with rows [r, d] more in class c. */
    public RunningLeastSquares plus(int c, FloatMatrix rows, Parallel parallel) {
        requireRows(rows, dim());
        return changed(with(c, classes.get(index(c)).plus(rows)), rows, false, parallel);
    }

    /**
     * Returns this with rows [r, d] less in class c.
     *
     * @param rows rows of the class, in any order
     * @throws ImprintException if the class has fewer rows, or these cannot have been among all
     */
    public RunningLeastSquares minus(int c, FloatMatrix rows, Parallel parallel) {
        requireRows(rows, dim());
        ClassSum sum = classes.get(index(c));
        Checks.inRange("rows to take from class index " + c, rows.rows(), 0, sum.size());
        return changed(with(c, sum.minus(rows)), rows, true, parallel);
    }

    /** Returns this with a class more, which has index c in [0, C] and rows [r, d], r ≥ 0. */
    public RunningLeastSquares withClassAt(int c, FloatMatrix rows, Parallel parallel) {
        requireRows(rows, dim());
        List<ClassSum> next = new ArrayList<>(classes);
        next.add(
                Checks.inRange("class index", c, 0, classes.size()),
                ClassSum.empty(dim()).plus(rows));
        return changed(next, rows, false, parallel);
    }

    /** Returns this without class c. @param rows all rows of the class, in any order; C ≥ 2 */
    public RunningLeastSquares withoutClass(int c, FloatMatrix rows, Parallel parallel) {
        int size = classes.get(index(c)).size();
        Checks.require(
                rows.rows() == size, "all " + size + " rows of class index " + c + " must be given", rows.rows());
        Checks.require(classes() > 1, "least squares needs at least one class besides that which is taken away", 0);
        RunningLeastSquares emptied = minus(c, rows, parallel);
        List<ClassSum> next = new ArrayList<>(emptied.classes);
        next.remove(c);
        return new RunningLeastSquares(emptied.moment, next, emptied.rounding);
    }

    /** Returns this with the rows of class {@code from} counted to class {@code into}, and without class {@code from}. Time O(d). */
    public RunningLeastSquares withMerged(int from, int into) {
        Checks.require(index(from) != index(into), "classes to merge must differ", from + " and " + into);
        List<ClassSum> next = with(into, classes.get(into).plus(classes.get(from)));
        next.remove(from);
        return new RunningLeastSquares(moment, next, rounding);
    }

    /** Returns this with classes in another order: class i of it is class order[i] of this. */
    public RunningLeastSquares inOrder(int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        Checks.require(
                Arrays.equals(sorted, IntStream.range(0, classes()).toArray()),
                "order must name each of " + classes() + " classes once",
                Arrays.toString(order));
        return new RunningLeastSquares(
                moment, Arrays.stream(order).mapToObj(classes::get).toList(), rounding);
    }

    private List<ClassSum> with(int c, ClassSum sum) {
        List<ClassSum> next = new ArrayList<>(classes);
        next.set(c, sum);
        return next;
    }

    private RunningLeastSquares changed(List<ClassSum> next, FloatMatrix rows, boolean away, Parallel parallel) {
        if (size(next) == 0) {
            return new RunningLeastSquares(DoubleMatrix.zeros(dim(), dim()), next, 0);
        }
        DoubleMatrix sum = away ? negated(moment) : moment.copy();
        SecondMoment.add(List.of(rows), sum, parallel);
        sum = away ? negated(sum) : sum;
        double before = trace(moment);
        double after = trace(sum);
        double peak = Math.max(before, after);
        double step = ROUNDOFF * (peak + Math.sqrt(rows.rows()) * Math.abs(after - before));
        if (away) {
            requireWasThere(sum, peak);
        }
        return new RunningLeastSquares(sum, next, Math.hypot(rounding, step));
    }

    private static DoubleMatrix negated(DoubleMatrix x) {
        DoubleMatrix y = x.copy();
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = 0 - y.data()[i];
        }
        return y;
    }

    /** Squares of what is left are not negative, unless by rounding. */
    private void requireWasThere(DoubleMatrix sum, double peak) {
        double slack = 1e3 * (rounding + ROUNDOFF * peak);
        for (int i = 0; i < sum.rows(); i++) {
            Checks.require(
                    sum.get(i, i) >= -slack,
                    "rows to take away must be among those taken in; sum of squares of column " + i + " without them",
                    sum.get(i, i));
        }
    }

    private static double trace(DoubleMatrix x) {
        double trace = 0;
        for (int i = 0; i < x.rows(); i++) {
            trace += x.get(i, i);
        }
        return trace;
    }

    /** Returns the rounding of n rows summed at once. */
    private static double fresh(double trace, long n) {
        return ROUNDOFF * trace * (1 + Math.sqrt(n));
    }

    private int index(int c) {
        return Checks.inRange("class index", c, 0, classes.size() - 1);
    }

    /**
     * Returns W [C, d]. Time d³/3 + C·d² multiply-adds.
     *
     * @param lambda λ, finite and &gt; 0
     * @throws ImprintException if a class has no row
     * @throws ArithmeticException if λ is so small beside S/n that S/n + λI is not positive definite in double
     */
    public DoubleMatrix solve(double lambda) {
        Checks.positive("lambda", lambda);
        DoubleMatrix weights = DoubleMatrix.zeros(classes(), dim());
        for (int c = 0; c < classes(); c++) {
            ClassSum sum = classes.get(c);
            Checks.require(sum.size() > 0, "class index " + c + " must have at least one row", 0);
            for (int j = 0; j < dim(); j++) {
                weights.data()[weights.offset(c) + j] = sum.high()[j] / sum.size() / classes();
            }
        }
        Lapack.choleskySolve(SecondMoment.factor(moment.copy(), size(), lambda), weights);
        return weights;
    }

    /** Returns an estimate of how far weights of that λ may be from the true ones, relative to the largest: rounding / (n·λ). */
    public double drift(double lambda) {
        return size() == 0 ? 0 : rounding / (size() * Checks.positive("lambda", lambda));
    }

    /** Returns whether sums should be made anew by {@link #of}: drift exceeds {@value #TOLERANCE}, and fresh sums would be better. */
    public boolean needsRederiving(double lambda) {
        return drift(lambda) > TOLERANCE && rounding > WORTH * fresh(Math.max(0, trace(moment)), size());
    }

    /** Returns C. */
    public int classes() {
        return classes.size();
    }

    /** Returns d. */
    public int dim() {
        return moment.cols();
    }

    /** Returns n. */
    public long size() {
        return size(classes);
    }

    private static long size(List<ClassSum> classes) {
        return classes.stream().mapToLong(ClassSum::size).sum();
    }

    /** Returns n_c. */
    public int sizeOf(int c) {
        return classes.get(index(c)).size();
    }

    /** Returns a copy of the upper triangle of S row by row, d(d+1)/2 numbers. */
    public double[] moment() {
        int d = dim();
        double[] packed = new double[d * (d + 1) / 2];
        int at = 0;
        for (int i = 0; i < d; i++) {
            System.arraycopy(moment.data(), moment.offset(i) + i, packed, at, d - i);
            at += d - i;
        }
        return packed;
    }

    /** Returns the sums s_c, rounded to double, [C, d]. */
    public DoubleMatrix sums() {
        return DoubleMatrix.ofRows(classes.stream().map(ClassSum::high).toArray(double[][]::new));
    }

    /** Returns what the sums s_c are beyond double, [C, d]: mostly 0. */
    public DoubleMatrix remainders() {
        return DoubleMatrix.ofRows(classes.stream().map(ClassSum::low).toArray(double[][]::new));
    }

    /** Returns an estimate of the error of S, in its units: the root of the squares of all roundings. */
    public double rounding() {
        return rounding;
    }
}
