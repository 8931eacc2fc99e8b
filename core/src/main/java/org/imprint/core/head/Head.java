package org.imprint.core.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.search.Neighbour;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;
import org.imprint.core.search.Whitening;

/**
 * Answers queries with a class, a score and the proxies nearest to them.
 *
 * <pre>
 *   q → NORMinf(q) → AGG(q, W)        W [p, d] proxies of C classes, stacked in class order
 * </pre>
 *
 * <p>Time O(n·p·d) for n queries. Immutable; may be shared by threads. Results do not depend on the number of threads.
 */
public final class Head {

    private final FloatMatrix proxies;
    private final ProxyClasses classes;
    private final RowNormalization queryNorm;
    private final Aggregation aggregation;
    private final Semantics semantics;
    private final NeighbourSearch search;
    private final Answering answering;

    private Head(
            List<FloatMatrix> perClass,
            RowNormalization queryNorm,
            Aggregation aggregation,
            Semantics semantics,
            Optional<Task> training) {
        this.classes = ProxyClasses.of(perClass);
        this.proxies = FloatMatrix.concat(perClass);
        this.queryNorm = queryNorm;
        this.aggregation = aggregation;
        this.semantics = semantics;
        if (!allowsNaN()) {
            requireFinite("proxy", proxies);
        }
        Aggregation carriedOut = Answering.carriedOut(aggregation);
        this.search = search(carriedOut, training);
        this.answering = answering(carriedOut);
    }

    /**
     * Returns a head of proxies that are already normalised (NORMpost).
     *
     * <p>The training rows are used by the Mahalanobis metric in corrected semantics alone: their pooled within-class
     * covariance after NORMinf is the metric, see {@link Whitening}.
     *
     * @param proxiesPerClass one matrix [k_c, d] per class in task order, k_c ≥ 1; copied
     * @param queryNorm NORMinf, applied to every query
     * @param training the embeddings the proxies were made from, before any normalisation
     * @throws ImprintException if there is no class, a class has no proxy, widths differ, a proxy is not finite, or
     *     the metric needs training rows and there are none
     */
    public static Head of(
            List<FloatMatrix> proxiesPerClass,
            RowNormalization queryNorm,
            Aggregation aggregation,
            Semantics semantics,
            Optional<Task> training) {
        return new Head(proxiesPerClass, queryNorm, aggregation, semantics, training);
    }

    private Answering answering(Aggregation carriedOut) {
        if (carriedOut instanceof ScoringAggregation scoring) {
            return new ScoringAnswering(scoring, semantics, classes.split(proxies));
        }
        return carriedOut instanceof NearestVote vote
                ? new VoteAnswering(vote, semantics, search, classes)
                : new MaxAnswering(semantics, search, proxies, classes);
    }

    private NeighbourSearch search(Aggregation carriedOut, Optional<Task> training) {
        if (!(carriedOut instanceof NearestVote vote)) {
            return NeighbourSearch.byInnerProduct(proxies, semantics);
        }
        Metric metric = vote.metric();
        return metric.shape() == MeasureShape.NEEDS_ROWS
                ? NeighbourSearch.byMahalanobis(whitening(training), proxies, semantics)
                : NeighbourSearch.by(metric, proxies, semantics);
    }

    private Whitening whitening(Optional<Task> training) {
        if (semantics.isReference()) {
            return Whitening.ofProxies(proxies);
        }
        Task rows = training.orElseThrow(
                () -> new ImprintException("head with the mahalanobis metric needs the training rows, was given none"));
        Checks.require(rows.dim() == dim(), "training rows must have width " + dim(), rows.dim());
        return Whitening.withinClasses(rows.map(c -> c.with(queryNorm.ofRows(c.rows()))));
    }

    /** Returns C, the number of classes. */
    public int classes() {
        return classes.count();
    }

    /** Returns d, the width of queries and proxies. */
    public int dim() {
        return proxies.cols();
    }

    /** Returns all proxies, [p, d], in class order; shared, not to be written to. */
    public FloatMatrix proxies() {
        return proxies;
    }

    /** Returns the class index of a proxy, in [0, C). */
    public int classOfProxy(int proxy) {
        Checks.inRange("proxy", proxy, 0, proxies.rows() - 1);
        return classes.ofProxies()[proxy];
    }

    /** Returns NORMinf. */
    public RowNormalization queryNorm() {
        return queryNorm;
    }

    /** Returns AGG. */
    public Aggregation aggregation() {
        return aggregation;
    }

    /** Returns whose numbers it gives. */
    public Semantics semantics() {
        return semantics;
    }

    /**
     * Returns class and score for each query.
     *
     * @param queries embeddings [n, d], not normalised
     * @throws ImprintException if the width differs or a query is not finite, naming its row
     */
    public Answers answer(FloatMatrix queries, Parallel parallel) {
        return answering.answer(seen(queries), parallel);
    }

    /** Returns class and score for one query of d numbers. */
    public Answer answer(float[] query) {
        Answers one = answer(FloatMatrix.ofRows(query), Parallel.serial());
        return new Answer(one.classIndex(0), one.score(0));
    }

    /**
     * Returns the score of every class for each query, [n, C], rounded to float: the largest inner product of the class, or
     * its share of the votes.
     *
     * @param queries embeddings [n, d], not normalised
     * @throws ImprintException if the width differs or a query is not finite, naming its row
     */
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        return answering.classScores(seen(queries), parallel);
    }

    /**
     * Returns the m proxies nearest to each query by this head's metric, or with the largest inner products.
     *
     * @param queries embeddings [n, d], not normalised
     * @param m ≥ 1; if there are fewer proxies, all are returned
     * @throws ImprintException if the width differs or a query is not finite, naming its row
     */
    public Neighbours nearest(FloatMatrix queries, int m, Parallel parallel) {
        return search.nearest(seen(queries), m, parallel);
    }

    /** Returns the m proxies nearest to one query of d numbers, with their classes, nearest first. */
    public List<Neighbour> nearest(float[] query, int m) {
        Neighbours found = nearest(FloatMatrix.ofRows(query), m, Parallel.serial());
        List<Neighbour> list = new ArrayList<>();
        for (int j = 0; j < found.m(); j++) {
            int proxy = found.proxy(0, j);
            list.add(new Neighbour(proxy, classOfProxy(proxy), found.value(0, j)));
        }
        return list;
    }

    private FloatMatrix seen(FloatMatrix queries) {
        Checks.require(queries.cols() == dim(), "queries must have width " + dim(), queries.cols());
        if (!allowsNaN()) {
            requireFinite("query", queries);
        }
        return queryNorm.ofRows(queries);
    }

    /** The published code lets NaN win the maximum; its votes refuse it. */
    private boolean allowsNaN() {
        return semantics.isReference() && aggregation instanceof MaxInnerProduct;
    }

    static void requireFinite(String what, FloatMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            int j = x.firstNonFinite(i);
            if (j >= 0) {
                throw new ImprintException(
                        what + " row " + i + " must be finite, was " + x.get(i, j) + " at column " + j);
            }
        }
    }
}
