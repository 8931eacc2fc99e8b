package org.imprint.core.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.eval.Estimate;

/**
 * What other numbers of examples would bring, by the power law of the measured ones.
 *
 * <pre>
 *   accuracy(n) = 1 − error(n)  ± 1.96 · √((1.3 σ(n))² + (0.7 δ log₂(n / N))²)       N largest size measured
 *   σ(n)   spread of the curves of rows drawn anew with replacement; at least √(p (1 − p) / (rows + 4)) / 1.3 with
 *          p = (error(n) · rows + 2) / (rows + 4), as rows that are all right say little of those to come
 *   δ      root mean square of what curves of sizes up to half of a measured one were off there
 * </pre>
 *
 * <p>σ knows which rows were asked, not which were learned, and δ is of few sizes: 1.3 and 0.7 were chosen so that intervals hold as often
 * as they should for twice the examples; {@code docs/episodes.md} has how often they do, and where they do not.
 */
public final class Forecast {

    private static final double SPREAD_WEIGHT = 1.3;
    private static final double MODEL_WEIGHT = 0.7;

    /** Of the spread of an accuracy in that of a gain: which examples come is luck that is not in both accuracies. */
    private static final double LUCK = 0.4;

    private static final int FEWEST = 3;
    private static final int STEPS = 200;

    private final PowerLaw law;
    private final PowerLaw[] resampled;
    private final int rows;
    private final double smallest;
    private final double largest;
    private final double offAtDouble;

    private Forecast(PowerLaw law, PowerLaw[] resampled, int rows, double[] sizes, double offAtDouble) {
        this.rows = rows;
        this.law = law;
        this.resampled = resampled;
        this.smallest = sizes[0];
        this.largest = sizes[sizes.length - 1];
        this.offAtDouble = offAtDouble;
    }

    /** @param errors share of wrong answers with each size @param rows how many were asked @param resampled curves of rows drawn anew */
    static Forecast of(double[] sizes, double[] errors, int rows, PowerLaw[] resampled) {
        return new Forecast(PowerLaw.fit(sizes, errors), resampled, rows, sizes, offAtDouble(sizes, errors));
    }

    /** Returns δ. */
    private static double offAtDouble(double[] sizes, double[] errors) {
        List<Double> squares = new ArrayList<>();
        for (int target = 0; target < sizes.length; target++) {
            int known = 0;
            while (known < sizes.length && sizes[known] <= sizes[target] / 2 * 1.001) {
                known++;
            }
            if (known >= FEWEST) {
                PowerLaw law = PowerLaw.fit(Arrays.copyOf(sizes, known), Arrays.copyOf(errors, known));
                double off = law.error(sizes[target]) - errors[target];
                squares.add(off * off);
            }
        }
        return Math.sqrt(squares.stream().mapToDouble(s -> s).average().orElse(0));
    }

    /** Returns the fitted curve. */
    public PowerLaw law() {
        return law;
    }

    /** Returns the accuracy with n examples of each class, with its interval within [0, 1]. @param n &gt; 0 */
    public Estimate accuracy(double n) {
        double value = 1 - law.error(n);
        double spread = SPREAD_WEIGHT * spreadAt(n);
        double half = Estimate.Z_95 * Math.hypot(spread, MODEL_WEIGHT * model(n));
        return new Estimate(value, Math.max(0, value - half), Math.min(1, value + half));
    }

    /**
     * Returns how much accuracy grows from some examples of each class to more.
     *
     * <pre>
     *   error(from) − error(to)  ± 1.96 · √((1.3 σ')² + (0.4 σ(to))² + (0.7 δ log₂(to / from))²)      σ' spread of the difference
     * </pre>
     *
     * <p>What the rows happen to be moves both, so the interval is mostly narrower than those of the two.
     *
     * @param from &gt; 0
     * @param to ≥ from
     */
    public Estimate gain(double from, double to) {
        Checks.require(from > 0 && to >= from, "examples must be at least " + from + ", which must be > 0", to);
        double value = law.error(from) - law.error(to);
        double spread = Math.hypot(SPREAD_WEIGHT * spread(l -> l.error(from) - l.error(to)), LUCK * spreadAt(to));
        double half =
                Estimate.Z_95 * Math.hypot(spread, MODEL_WEIGHT * offAtDouble * Math.log(to / from) / Math.log(2));
        return new Estimate(value, Math.max(-1, value - half), Math.min(1, value + half));
    }

    private double model(double n) {
        return offAtDouble * Math.max(0, Math.log(n / largest) / Math.log(2));
    }

    /** Returns σ(n). */
    private double spreadAt(double n) {
        double p = (law.error(n) * rows + 2) / (rows + 4);
        return Math.max(Math.sqrt(p * (1 - p) / (rows + 4)) / SPREAD_WEIGHT, spread(l -> l.error(n)));
    }

    /** Returns the standard deviation of a figure over the curves of rows drawn anew. */
    private double spread(ToDoubleFunction<PowerLaw> figure) {
        double[] at = Arrays.stream(resampled).mapToDouble(figure).toArray();
        double mean = Arrays.stream(at).average().orElseThrow();
        return Math.sqrt(Arrays.stream(at).map(e -> (e - mean) * (e - mean)).sum() / (at.length - 1));
    }

    /**
     * Returns how many examples of each class an accuracy takes, from the smallest size that was measured on.
     *
     * @param accuracy in (0, 1)
     * @param most the largest number that is looked at, at least the smallest size
     */
    public Needed needed(double accuracy, double most) {
        Checks.require(accuracy > 0 && accuracy < 1, "accuracy must be in (0, 1)", accuracy);
        Checks.require(most >= smallest, "examples must be at least " + smallest, most);
        OptionalDouble about = law.examples(1 - accuracy);
        return new Needed(
                about.isPresent() && about.getAsDouble() <= most
                        ? OptionalDouble.of(Math.max(smallest, about.getAsDouble()))
                        : OptionalDouble.empty(),
                first(n -> accuracy(n).high() >= accuracy, most),
                first(n -> accuracy(n).low() >= accuracy, most));
    }

    /** Returns the first of 201 numbers from the smallest size to the most, each by the same factor more, that a condition holds of. */
    private OptionalDouble first(DoublePredicate condition, double most) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> smallest * Math.pow(most / smallest, (double) i / STEPS))
                .filter(condition)
                .findFirst();
    }
}
