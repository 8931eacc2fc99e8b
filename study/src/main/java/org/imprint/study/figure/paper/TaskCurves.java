package org.imprint.study.figure.paper;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.study.figure.chart.Point;

/**
 * Accuracy over k of one backbone: tasks of d ImageNet classes in one, and other data sets (figure 11b).
 *
 * @param backbone its panel
 * @param inOne for each d the points over k, with intervals over remappings
 * @param dataSets a line for each other data set
 */
public record TaskCurves(String backbone, SortedMap<Integer, List<Point>> inOne, List<Curve> dataSets) {

    /** Copies the collections. */
    public TaskCurves {
        inOne = Collections.unmodifiableSortedMap(new TreeMap<>(inOne));
        dataSets = List.copyOf(dataSets);
    }
}
