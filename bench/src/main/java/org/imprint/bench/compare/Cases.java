package org.imprint.bench.compare;

import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Metric;

/** All cases; a new one joins by one line. */
final class Cases {

    static final List<ComparedCase> ALL = List.of(
            new KMeansCase("blobs", false),
            new KMeansCase("noise", false),
            new KMeansCase("relu", false),
            new KMeansCase("blobs", true),
            new KMeansCase("noise", true),
            new KMeansCase("relu", true),
            new LeastSquaresCase(),
            new FarthestPointCase(),
            new CovarianceMaxCase(),
            new NeighbourCase(Metric.COSINE),
            new NeighbourCase(Metric.EUCLIDEAN),
            new NeighbourCase(Metric.MANHATTAN));

    private Cases() {}

    /** Returns the case of that name. */
    static ComparedCase named(String name) {
        return ALL.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImprintException("case must be one of "
                        + ALL.stream().map(ComparedCase::name).toList() + ", was " + name));
    }
}
