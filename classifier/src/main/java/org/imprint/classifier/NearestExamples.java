package org.imprint.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/** Finds the examples of a classifier that are nearest to an embedding. */
final class NearestExamples {

    private NearestExamples() {}

    static List<NearExample> of(ClassifierState state, float[] query, int m) {
        Checks.inRange("nearest m", m, 1, Integer.MAX_VALUE);
        FloatMatrix row = FloatMatrix.ofRows(query);
        List<NearExample> near = new ArrayList<>();
        for (LearnedClass c : state.classes()) {
            if (c.hasExamples()) {
                Neighbours found = NeighbourSearch.by(
                                Metric.COSINE, c.examples().rows(), Semantics.CORRECTED)
                        .nearest(row, m, Parallel.serial());
                for (int j = 0; j < found.m(); j++) {
                    near.add(new NearExample(
                            c.examples().examples().get(found.proxy(0, j)), c.name(), 1 - found.value(0, j)));
                }
            }
        }
        return near.stream()
                .sorted(Comparator.comparingDouble(NearExample::similarity).reversed()) // stable: ties in class order
                .limit(m)
                .toList();
    }
}
