package org.imprint.study.figure.axis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imprint.core.Checks;

/**
 * A stretch of an axis and how values lie in it.
 *
 * @param min value at its begin
 * @param max value at its end
 * @param log whether steps are factors
 */
public record Span(double min, double max, boolean log) {

    private static final double PADDING = 0.05;

    /** Part of the whole range that a gap must take to be left out. */
    private static final double WIDE_GAP = 0.3;

    /** Checks the order. */
    public Span {
        Checks.require(min < max, "a span must have min < max", min + " and " + max);
    }

    /** Returns where a value lies, 0 at the begin and 1 at the end. */
    public double fraction(double value) {
        return log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
    }

    /** Returns whether a value lies in it, its ends included. */
    public boolean holds(double value) {
        double at = fraction(value);
        return at > -1e-9 && at < 1 + 1e-9;
    }

    /** Returns a linear span of some length around the same middle. */
    public Span widened(double length) {
        double middle = (min + max) / 2;
        return new Span(middle - length / 2, middle + length / 2, false);
    }

    /** Returns the span of an axis that holds the given ranges, padded. */
    public static Span over(Axis axis, List<double[]> ranges) {
        if (axis.scale() == Axis.Scale.NAMED) {
            return new Span(axis.floor(), axis.ceiling(), false);
        }
        boolean log = axis.scale() == Axis.Scale.LOG;
        if (ranges.isEmpty()) {
            return log ? new Span(0.1, 10, true) : new Span(0, 1, false);
        }
        double low = ranges.stream().mapToDouble(r -> r[0]).min().orElseThrow();
        double high = ranges.stream().mapToDouble(r -> r[1]).max().orElseThrow();
        double from;
        double to;
        if (log) {
            double factor = low == high ? 2 : Math.pow(high / low, PADDING);
            from = Math.max(low / factor, axis.floor());
            to = high * factor;
        } else {
            double step = low == high ? Math.max(1, Math.abs(low)) * PADDING : (high - low) * PADDING;
            from = Math.max(low - step, axis.floor());
            to = high + step;
        }
        return new Span(Math.min(low, from), Math.max(high, Math.min(to, axis.ceiling())), log);
    }

    /** Returns one span, or two with the widest gap left out between them, lowest first. */
    public static List<Span> broken(Axis axis, List<double[]> ranges) {
        Span whole = over(axis, ranges);
        if (!axis.breakable() || ranges.isEmpty()) {
            return List.of(whole);
        }
        List<double[]> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingDouble(r -> r[0]));
        double end = sorted.get(0)[1];
        double widest = 0;
        int above = 0;
        for (int i = 1; i < sorted.size(); i++) {
            double gap = sorted.get(i)[0] - end;
            if (gap > widest) {
                widest = gap;
                above = i;
            }
            end = Math.max(end, sorted.get(i)[1]);
        }
        if (widest < WIDE_GAP * (end - sorted.get(0)[0])) {
            return List.of(whole);
        }
        return List.of(over(axis, sorted.subList(0, above)), over(axis, sorted.subList(above, sorted.size())));
    }
}
