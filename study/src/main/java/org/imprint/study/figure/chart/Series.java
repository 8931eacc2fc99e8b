package org.imprint.study.figure.chart;

import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.imprint.study.figure.canvas.Look;

/**
 * Points of one kind, with a line through them or without.
 *
 * @param name as in the legend; series of one name share an entry
 * @param points in the order of the line
 * @param look how they look
 * @param marked x of the points that are set off by a larger marker with a dark rim
 */
public record Series(String name, List<Point> points, Look look, Set<Double> marked) {

    /** Copies the collections. */
    public Series {
        points = List.copyOf(points);
        marked = Set.copyOf(marked);
    }

    /** Returns a series without marked points. */
    public static Series of(String name, List<Point> points, Look look) {
        return new Series(name, points, look, Set.of());
    }

    /** Returns whether any point has a value. */
    public boolean isThere() {
        return points.stream().anyMatch(Point::isThere);
    }

    /** Returns all heights that are drawn, ends of intervals included. */
    DoubleStream heights() {
        return points.stream()
                .filter(Point::isThere)
                .flatMapToDouble(
                        p -> p.hasInterval() ? DoubleStream.of(p.low(), p.y(), p.high()) : DoubleStream.of(p.y()));
    }
}
