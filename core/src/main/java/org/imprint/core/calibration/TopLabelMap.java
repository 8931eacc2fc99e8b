package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * From the probability that a temperature gives to the answered class, to the probability that the answer is right.
 *
 * <pre>
 *   p_c = softmax(s / T)_c       a  answered class        q = f(p_a)
 *   p'_a = q        p'_c = (1 − q) p_c / Σ_c'≠a p_c'      c ≠ a
 * </pre>
 *
 * <p>f is found from rows that were left out: their p_a, and whether the answer is right. {@link ProbabilityMethod#TEMPERATURE}: f(p) = p.
 * {@link ProbabilityMethod#ISOTONIC}: {@link IsotonicRegression}, held in [ε, 1 − ε] with ε = 1/(n + 2), the one of {@link Temperature}, as n
 * rows show no chance of 0 or 1. {@link ProbabilityMethod#VENN_ABERS}: {@link VennAbers}, as one number. Each rises with p.
 *
 * <p>The answer is that of the scores and never changes. Only its own probability is calibrated. What is left is shared as the temperature
 * would, of which nothing is known; where q is so small that another class has more than the answer, that says that such answers are more
 * often wrong than right, and not that the other class is right.
 *
 * <p>A row that f was found from is nearer to f than one to come; {@link #withoutParts} asks each by a map that does not know it. f of few
 * rows is farther from the truth than the temperature: {@link ProbabilityMethod#leastRows}.
 *
 * <p>One class alone has p' = 1. Immutable; memory O(m) for m distinct p_a.
 */
@Source(
        paper =
                "C. Gupta, A. Ramdas, Top-label calibration and multiclass-to-binary reductions, ICLR 2022, with one map for all classes",
        url = "https://arxiv.org/abs/2107.08353",
        oracle = "scikit-learn 1.2.1, sklearn.isotonic.IsotonicRegression on (p_a, right); numpy 1.24.2 for the shares")
public final class TopLabelMap {

    /** The probability as it is. */
    public static final TopLabelMap SAME = new TopLabelMap(
            ProbabilityMethod.TEMPERATURE, DistinctPoints.sorted(new double[0], new double[0], new int[0]));

    private final ProbabilityMethod method;
    private final DistinctPoints points;
    private final DoubleUnaryOperator map;

    private TopLabelMap(ProbabilityMethod method, DistinctPoints points) {
        this.method = method;
        this.points = points;
        this.map = switch (method) {
            case TEMPERATURE -> p -> p;
            case ISOTONIC -> isotonic(points);
            case VENN_ABERS -> {
                VennAbers two = new VennAbers(points);
                yield p -> two.at(p).merged();
            }
        };
    }

    private static DoubleUnaryOperator isotonic(DistinctPoints points) {
        IsotonicRegression fit = points.fit();
        double least = least(points);
        return p -> Math.max(least, Math.min(1 - least, fit.value(p)));
    }

    private static double least(DistinctPoints points) {
        return 1.0 / (IntStream.range(0, points.size()).mapToLong(points::count).sum() + 2);
    }

    /**
     * Finds the map. Time O(n log n).
     *
     * @param answered p_a of each row left out, in [0, 1]
     * @param right whether its answer is right, as many
     * @return {@link #SAME} for a temperature
     * @throws ImprintException if they are not, naming the row
     */
    public static TopLabelMap of(ProbabilityMethod method, double[] answered, boolean[] right) {
        if (method == ProbabilityMethod.TEMPERATURE) {
            return SAME;
        }
        Checks.require(answered.length >= 1, "rows of a map must be at least 1", answered.length);
        for (int i = 0; i < answered.length; i++) {
            Checks.inRange("probability of the answer for row " + i, answered[i], 0, 1);
        }
        return new TopLabelMap(method, DistinctPoints.of(answered, right));
    }

    /**
     * Returns maps that do not know some rows: map j is found from all rows i but those with i mod {@code parts} = j, so that it can be asked
     * for these.
     *
     * @param parts how many maps, in [2, n]
     */
    public static List<TopLabelMap> withoutParts(
            ProbabilityMethod method, double[] answered, boolean[] right, int parts) {
        TopLabelMap all = of(method, answered, right);
        Checks.inRange("parts", parts, 2, answered.length);
        return IntStream.range(0, parts)
                .mapToObj(j -> {
                    int[] others = IntStream.range(0, answered.length)
                            .filter(i -> i % parts != j)
                            .toArray();
                    double[] x =
                            IntStream.of(others).mapToDouble(i -> answered[i]).toArray();
                    boolean[] y = new boolean[others.length];
                    IntStream.range(0, y.length).forEach(i -> y[i] = right[others[i]]);
                    return all == SAME ? SAME : new TopLabelMap(method, DistinctPoints.of(x, y));
                })
                .toList();
    }

    /**
     * Returns the map that {@link #answered}, {@link #right} and {@link #sizes} are of.
     *
     * @throws ImprintException if they are those of no map
     */
    public static TopLabelMap restored(ProbabilityMethod method, double[] answered, int[] right, int[] sizes) {
        if (method == ProbabilityMethod.TEMPERATURE) {
            Checks.require(answered.length == 0, "points of a temperature must be 0", answered.length);
            return SAME;
        }
        int m = answered.length;
        Checks.require(m >= 1, "points of a map must be at least 1", m);
        Checks.require(right.length == m && sizes.length == m, "points of a map must be " + m + " each", right.length);
        for (int i = 0; i < m; i++) {
            Checks.inRange("probability of point " + i, answered[i], 0, 1);
            Checks.require(i == 0 || answered[i - 1] < answered[i], "points of a map must rise", answered[i]);
            Checks.inRange("size of point " + i, sizes[i], 1, Integer.MAX_VALUE);
            Checks.inRange("right answers of point " + i, right[i], 0, sizes[i]);
        }
        return new TopLabelMap(
                method,
                DistinctPoints.sorted(
                        answered.clone(), Arrays.stream(right).asDoubleStream().toArray(), sizes.clone()));
    }

    /** Returns how it was found. */
    public ProbabilityMethod method() {
        return method;
    }

    /** Returns the distinct p_a it was found from, in rising order. */
    public double[] answered() {
        return IntStream.range(0, points.size()).mapToDouble(points::x).toArray();
    }

    /** Returns how many answers of each p_a are right. */
    public int[] right() {
        return IntStream.range(0, points.size()).map(i -> (int) points.sum(i)).toArray();
    }

    /** Returns how many rows have each p_a. */
    public int[] sizes() {
        return IntStream.range(0, points.size()).map(points::count).toArray();
    }

    /** Returns ε, where f is held in [ε, 1 − ε]; 0 where it is not. */
    public double least() {
        return method == ProbabilityMethod.ISOTONIC ? least(points) : 0;
    }

    /**
     * Returns f before it is held in [ε, 1 − ε] as straight pieces, a + b p: rows (a, b), row 2i + 1 at the i-th of m points, row 2i between
     * the points i − 1 and i. For programs that have nothing but a table.
     *
     * @return [2m + 1, 2]; one row (0, 1) of {@link #SAME}
     */
    public DoubleMatrix pieces() {
        int m = points.size();
        if (m == 0) {
            return DoubleMatrix.ofRows(new double[] {0, 1});
        }
        DoubleUnaryOperator plain = method == ProbabilityMethod.ISOTONIC ? points.fit()::value : map;
        double[][] rows = new double[2 * m + 1][];
        for (int i = 0; i <= m; i++) {
            double low = i == 0 ? 0 : points.x(i - 1);
            double high = i == m ? 1 : points.x(i);
            boolean sloped = method == ProbabilityMethod.ISOTONIC && i > 0 && i < m;
            double slope = sloped ? (plain.applyAsDouble(high) - plain.applyAsDouble(low)) / (high - low) : 0;
            double constant =
                    sloped ? plain.applyAsDouble(low) - slope * low : plain.applyAsDouble(low + (high - low) / 2);
            rows[2 * i] = new double[] {constant, slope};
            if (i < m) {
                rows[2 * i + 1] = new double[] {plain.applyAsDouble(high), 0};
            }
        }
        return DoubleMatrix.ofRows(rows);
    }

    /** Returns f(p). Time O(log m). @param p in [0, 1] */
    public double of(double p) {
        return map.applyAsDouble(Checks.inRange("probability", p, 0, 1));
    }

    /**
     * Returns p' of each class, which sum to 1.
     *
     * @param scores s [C], finite
     * @param answer a, in [0, C)
     */
    public double[] probabilities(Temperature temperature, float[] scores, int answer) {
        double[] p = temperature.probabilities(scores);
        if (method == ProbabilityMethod.TEMPERATURE || scores.length == 1) {
            return p;
        }
        double q = of(Math.min(1, p[answer]));
        float[] without = scores.clone();
        without[answer] = Float.NEGATIVE_INFINITY; // shares stay what they are where 1 − p_a is lost to rounding
        double[] shared = temperature.probabilities(without);
        for (int c = 0; c < shared.length; c++) {
            shared[c] *= 1 - q;
        }
        shared[answer] = q;
        return shared;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TopLabelMap other
                && method == other.method
                && Arrays.equals(answered(), other.answered())
                && Arrays.equals(right(), other.right())
                && Arrays.equals(sizes(), other.sizes());
    }

    @Override
    public int hashCode() {
        return 31 * method.hashCode() + Arrays.hashCode(answered());
    }

    @Override
    public String toString() {
        return method.wireName() + " of " + points.size() + " points";
    }
}
