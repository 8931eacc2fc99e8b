package org.imprint.core.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * One set of proxies that answers by many aggregations, each as a {@link Head} of its own would, for less: votes by one metric
 * share one search, whatever their m and weighting.
 *
 * <p>Time O(n·p·d) for each metric. Immutable; may be shared by threads.
 */
public final class SharedHead {

    private final FloatMatrix proxies;
    private final ProxyClasses classes;
    private final Semantics semantics;

    private SharedHead(List<FloatMatrix> perClass, Semantics semantics) {
        this.classes = ProxyClasses.of(perClass);
        this.proxies = FloatMatrix.concat(perClass);
        this.semantics = semantics;
    }

    /**
     * Returns a head of proxies that are already normalised (NORMpost).
     *
     * @param proxiesPerClass one matrix [k_c, d] per class in task order, k_c ≥ 1; copied
     */
    public static SharedHead of(List<FloatMatrix> proxiesPerClass, Semantics semantics) {
        return new SharedHead(proxiesPerClass, semantics);
    }

    /** Returns p, the number of proxies of all classes. */
    public int proxies() {
        return proxies.rows();
    }

    /**
     * Returns the class index answered for each query by the largest inner product.
     *
     * @throws IllegalArgumentException in corrected semantics if a proxy is not finite; if widths differ
     */
    public int[] strongest(Queries queries, Parallel parallel) {
        checkWidth(queries);
        if (!semantics.isReference()) {
            Head.requireFinite("proxy", proxies);
        }
        NeighbourSearch search = NeighbourSearch.byInnerProduct(proxies, semantics);
        return new MaxAnswering(semantics, search, proxies, classes)
                .answer(queries.seen(), parallel)
                .classIndices();
    }

    /**
     * Returns the class index answered for each query by each of several votes.
     *
     * @param votes votes by one metric
     * @return one array of n class indices for each vote
     * @throws IllegalArgumentException if a proxy is not finite, metrics or widths differ, or the Mahalanobis metric lacks what it
     *     needs
     */
    public List<int[]> votes(List<NearestVote> votes, Queries queries, Parallel parallel) {
        checkWidth(queries);
        Head.requireFinite("proxy", proxies);
        Metric metric = votes.get(0).metric();
        votes.forEach(v -> Checks.require(v.metric() == metric, "votes must share the metric " + metric, v.metric()));
        List<int[]> winners = new ArrayList<>();
        votes.forEach(v -> winners.add(new int[queries.size()]));
        int[] ms = votes.stream().mapToInt(NearestVote::m).distinct().sorted().toArray();
        boolean whitened = metric == Metric.MAHALANOBIS && !semantics.isReference();
        FloatMatrix seen = whitened ? queries.whitened().queries() : queries.seen();
        search(metric, queries).forEachTile(seen, ms, parallel, (from, tile) -> {
            for (int v = 0; v < votes.size(); v++) {
                Neighbours found = tile[Arrays.binarySearch(ms, votes.get(v).m())];
                Votes count = new Votes(votes.get(v), semantics, classes.ofProxies(), classes.count());
                for (int i = 0; i < found.queries(); i++) {
                    winners.get(v)[from + i] = count.winner(found, i);
                }
            }
        });
        return winners;
    }

    private NeighbourSearch search(Metric metric, Queries queries) {
        if (metric != Metric.MAHALANOBIS) {
            return NeighbourSearch.by(metric, proxies, semantics);
        }
        return semantics.isReference()
                ? NeighbourSearch.byMahalanobis(Whitening.ofProxies(proxies), proxies, semantics)
                : NeighbourSearch.by(
                        Metric.EUCLIDEAN, queries.whitened().whitening().applyToFloat(proxies), semantics);
    }

    private void checkWidth(Queries queries) {
        Checks.require(queries.dim() == proxies.cols(), "queries must have width " + proxies.cols(), queries.dim());
    }
}
