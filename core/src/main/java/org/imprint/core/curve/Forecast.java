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
 *   accuracy(n) = 1 − error(n)  ± 1.96 · κ · √(σ²(n) + δ² log₂²(n / N))       N largest size measured
 *   σ(n)   spread of the curves of rows drawn anew with replacement
 *   δ      root mean square of what curves of sizes up to half of a measured one were off there
 * </pre>
 *
 * <p>κ = {@value #WIDENING} was chosen so that intervals hold as often as they should, see {@code docs/episodes.md}.
 */
public final class Forecast {

    static final double WIDENING = 1.0;

    private static final double Z = 1.959963984540054;
    private static final int FEWEST = 3;
    private static final int STEPS = 200;

    private final PowerLaw law;
    private final PowerLaw[] resampled;
    private final double largest;
    private final double offAtDouble;

    private Forecast(PowerLaw law, PowerLaw[] resampled, double largest, double offAtDouble) {
        this.law = law;
        this.resampled = resampled;
        this.largest = largest;
        this.offAtDouble = offAtDouble;
    }

    /** @param errors share of wrong answers with each size @param resampled curves of rows drawn anew */
    static Forecast of(double[] sizes, double[] errors, PowerLaw[] resampled) {
        return new Forecast(
                PowerLaw.fit(sizes, errors), resampled, sizes[sizes.length - 1], offAtDouble(sizes, errors));
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
        double half = half(spread(l -> l.error(n)), model(n));
        return new Estimate(value, Math.max(0, value - half), Math.min(1, value + half));
    }

    /**
     * Returns how much accuracy grows from some examples of each class to more. What the rows happen to be moves both, so the interval is
     * narrower than those of the two.
     *
     * @param from &gt; 0
     * @param to &gt; 0
     */
    public Estimate gain(double from, double to) {
        double value = law.error(from) - law.error(to);
        double half = half(spread(l -> l.error(from) - l.error(to)), Math.abs(model(to) - model(from)));
        return new Estimate(value, Math.max(-1, value - half), Math.min(1, value + half));
    }

    private double model(double n) {
        return offAtDouble * Math.max(0, Math.log(n / largest) / Math.log(2));
    }

    private static double half(double spread, double model) {
        return Z * WIDENING * Math.sqrt(spread + model * model);
    }

    /** Returns the variance of a figure over the curves of rows drawn anew. */
    private double spread(ToDoubleFunction<PowerLaw> figure) {
        double[] at = Arrays.stream(resampled).mapToDouble(figure).toArray();
        double mean = Arrays.stream(at).average().orElseThrow();
        return Arrays.stream(at).map(e -> (e - mean) * (e - mean)).sum() / (at.length - 1);
    }

    /**
     * Returns how many examples of each class an accuracy takes.
     *
     * @param accuracy in (0, 1)
     * @param most the largest number that is looked at
     */
    public Needed needed(double accuracy, double most) {
        Checks.require(accuracy > 0 && accuracy < 1, "accuracy must be in (0, 1)", accuracy);
        OptionalDouble about = law.examples(1 - accuracy);
        return new Needed(
                about.isPresent() && about.getAsDouble() <= most ? about : OptionalDouble.empty(),
                first(n -> accuracy(n).high() >= accuracy, most),
                first(n -> accuracy(n).low() >= accuracy, most));
    }

    /** Returns the first of 200 numbers between 1 and the most, each by the same factor more, that a condition holds of. */
    private static OptionalDouble first(DoublePredicate condition, double most) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> Math.pow(most, (double) i / STEPS))
                .filter(condition)
                .findFirst();
    }
}
