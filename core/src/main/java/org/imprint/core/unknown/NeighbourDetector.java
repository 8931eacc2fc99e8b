package org.imprint.core.unknown;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.Measure;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;
import org.imprint.core.search.ProxyBlock;

/**
 * Cosine between a query and the m-th nearest training row of any class; where there are fewer rows, the last one.
 *
 * <p>The paper takes m = 50 for 5,000 rows a class and says that it should grow with them. Here {@link #neighbours} gives m from the smallest
 * class, so that m rows of one class can always be nearest: 1 for 1 to 15 rows, 5 for 100, 35 for 5,000. Time O(n·d) a query.
 */
@Source(
        paper = "Y. Sun et al., Out-of-Distribution Detection with Deep Nearest Neighbors, ICML 2022",
        url = "https://arxiv.org/abs/2204.06507",
        oracle = "scikit-learn 1.2.1, sklearn.neighbors.NearestNeighbors by cosine")
public final class NeighbourDetector implements ExampleDetector {

    private final List<FloatMatrix> classes;
    private final NeighbourSearch search;
    private final int m;

    private NeighbourDetector(List<FloatMatrix> classes, NeighbourSearch search, int m) {
        this.classes = List.copyOf(classes);
        this.search = search;
        this.m = m;
    }

    /**
     * Returns the detector of some rows. Time O(n·d) for their lengths.
     *
     * @param classes raw embeddings [n_c, d] of each class; shared, not copied
     * @param m ≥ 1
     */
    public static NeighbourDetector of(List<FloatMatrix> classes, int m) {
        Checks.inRange("neighbours", m, 1, Integer.MAX_VALUE);
        List<ProxyBlock> blocks = new ArrayList<>();
        classes.forEach(c -> blocks.addAll(ProxyBlock.cut(Measure.COSINE, c)));
        return new NeighbourDetector(classes, NeighbourSearch.of(blocks), m);
    }

    /** Returns m for classes of these sizes: max(1, ⌊√n / 2⌋) of the smallest n. */
    public static int neighbours(int[] sizes) {
        int smallest = Integer.MAX_VALUE;
        for (int n : sizes) {
            smallest = Math.min(smallest, n);
        }
        return Math.max(1, (int) (Math.sqrt(smallest) / 2));
    }

    /** Returns the raw rows of each class; shared, not to be written to. */
    public List<FloatMatrix> classes() {
        return classes;
    }

    /** Returns m, which is at most the number of rows. */
    public int m() {
        return Math.min(m, classes.stream().mapToInt(FloatMatrix::rows).sum());
    }

    @Override
    public KnownScore score() {
        return KnownScore.NEIGHBOURS;
    }

    @Override
    public float[] scores(FloatMatrix queries, Parallel parallel) {
        Neighbours near = search.nearest(queries, m, parallel);
        float[] scores = new float[queries.rows()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.min(1, 1 - near.value(i, near.m() - 1)); // rounding may go beyond
        }
        return scores;
    }
}
