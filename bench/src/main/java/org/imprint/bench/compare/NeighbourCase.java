package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/** The 50 nearest of 60,000 proxies, d = 512; the result is their distances [n, 50], nearest first. */
record NeighbourCase(Metric metric) implements ComparedCase {

    private static final int M = 50;

    @Override
    public String name() {
        return "neighbours-" + metric.wireName();
    }

    @Override
    public Work load(Path folder, Parallel parallel) throws IOException {
        FloatMatrix proxies = Npy.read(folder.resolve("proxies.npy"));
        FloatMatrix queries = Npy.read(folder.resolve("queries.npy"));
        return () -> distances(
                NeighbourSearch.by(metric, proxies, Semantics.CORRECTED).nearest(queries, M, parallel));
    }

    private static FloatMatrix distances(Neighbours found) {
        FloatMatrix distances = FloatMatrix.zeros(found.queries(), found.m());
        for (int i = 0; i < found.queries(); i++) {
            for (int j = 0; j < found.m(); j++) {
                distances.data()[distances.offset(i) + j] = (float) found.value(i, j);
            }
        }
        return distances;
    }
}
