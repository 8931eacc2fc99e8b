package org.imprint.study.figure.chart;

import org.imprint.core.Checks;
import org.imprint.study.figure.canvas.Look;

/**
 * A straight line through the whole plot.
 *
 * @param name as in the legend; empty for a line without an entry
 * @param direction how it runs
 * @param value where; ignored for {@link Direction#DIAGONAL}
 * @param look colour and dash
 */
public record Rule(String name, Direction direction, double value, Look look) {

    /** Checks the value. */
    public Rule {
        Checks.require(Double.isFinite(value), "a rule must lie at a finite value", value);
    }

    /** Returns a horizontal line. */
    public static Rule level(String name, double value, Look look) {
        return new Rule(name, Direction.LEVEL, value, look);
    }

    /** Returns a vertical line. */
    public static Rule divide(String name, double value, Look look) {
        return new Rule(name, Direction.DIVIDE, value, look);
    }

    /** Returns the line y = x. */
    public static Rule diagonal(String name, Look look) {
        return new Rule(name, Direction.DIAGONAL, 0, look);
    }

    /** How a rule runs. */
    public enum Direction {
        /** At one y. */
        LEVEL,
        /** At one x. */
        DIVIDE,
        /** Along y = x. */
        DIAGONAL
    }
}
