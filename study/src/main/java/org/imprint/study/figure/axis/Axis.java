package org.imprint.study.figure.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;

/**
 * An axis before it is known which values it must hold.
 *
 * @param label what it measures, with the unit
 * @param scale how values lie on it
 * @param ticks where marks are wanted; none for round numbers
 * @param floor value that padding does not go below
 * @param ceiling value that padding does not go above
 * @param breakable whether a wide gap between series is left out
 */
public record Axis(String label, Scale scale, List<Tick> ticks, double floor, double ceiling, boolean breakable) {

    /** Copies the ticks. */
    public Axis {
        ticks = List.copyOf(ticks);
        Checks.require(floor < ceiling, "an axis must have floor < ceiling", floor + " and " + ceiling);
    }

    /** Returns an axis of equal steps. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
    }

    /** Returns an axis of equal factors; values must be greater than zero. */
    public static Axis log(String label) {
        return new Axis(label, Scale.LOG, List.of(), 0, Double.POSITIVE_INFINITY, false);
    }

    /** Returns an axis of names at 0, 1, …. */
    public static Axis named(String label, List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (String name : names) {
            ticks.add(new Tick(ticks.size(), name));
        }
        return new Axis(label, Scale.NAMED, ticks, -0.5, Math.max(0, names.size() - 1) + 0.5, false);
    }

    /** Returns an axis without marks, for positions that mean nothing by themselves. */
    public static Axis bare(String label) {
        return new Axis(label, Scale.BARE, List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
    }

    /** Returns this axis with marks at {@code values} only, as far as their labels do not overlap. */
    public Axis ticksAt(double... values) {
        List<Tick> wanted =
                Arrays.stream(values).mapToObj(v -> new Tick(v, Ticks.label(v))).toList();
        return new Axis(label, scale, wanted, floor, ceiling, breakable);
    }

    /** Returns this axis with padding that ends at {@code lowest} and {@code highest}; values beyond are still shown. */
    public Axis within(double lowest, double highest) {
        return new Axis(label, scale, ticks, lowest, highest, breakable);
    }

    /** Returns this axis with a break where no series lies over a good part of the range. */
    public Axis withBreak() {
        return new Axis(label, scale, ticks, floor, ceiling, true);
    }

    /** How values lie on an axis. */
    public enum Scale {
        /** Equal steps. */
        LINEAR,
        /** Equal factors. */
        LOG,
        /** Names at 0, 1, …. */
        NAMED,
        /** Equal steps without marks. */
        BARE
    }
}
