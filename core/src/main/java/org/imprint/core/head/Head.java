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
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.search.Measure;
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
 * <p>{@link #withClassAt}, {@link #withProxies} and {@link #withoutClass} return a head with one class changed, which answers to the
 * bit as one made of all the proxies by {@link #of} and shares nearly all of them with this head.
 *
 * <p>Where the largest inner product answers in corrected semantics, the score of a class depends on the query and the proxies of that
 * class alone: it is the same to the bit whatever other classes there are, and for a query alone or among others.
 *
 * <p>Time O(n·p·d) for n queries. Immutable; may be shared by threads. Results do not depend on the number of threads.
 */
public final class Head {

    private final ClassBlocks classes;
    private final RowNormalization queryNorm;
    private final Aggregation aggregation;
    private final Semantics semantics;
    private final NeighbourSearch search;
    private final Answering answering;

    private Head(
            ClassBlocks classes,
            RowNormalization queryNorm,
            Aggregation aggregation,
            Semantics semantics,
            Optional<Task> training) {
        this.classes = classes;
        this.queryNorm = queryNorm;
        this.aggregation = aggregation;
        this.semantics = semantics;
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
        int before = 0;
        for (FloatMatrix proxies : proxiesPerClass) {
            if (!allowsNaN(aggregation, semantics)) {
                requireFinite("proxy", proxies, before);
            }
            before += proxies.rows();
        }
        Optional<Measure> measure = preparedFor(Answering.carriedOut(aggregation), semantics);
        return new Head(ClassBlocks.of(proxiesPerClass, measure), queryNorm, aggregation, semantics, training);
    }

    /** Returns what blocks of proxies are prepared for; nothing where a search looks at all proxies at once. */
    private static Optional<Measure> preparedFor(Aggregation carriedOut, Semantics semantics) {
        boolean atOnce = semantics.isReference()
                || carriedOut instanceof NearestVote vote && vote.metric().shape() == MeasureShape.NEEDS_ROWS;
        return atOnce ? Optional.empty() : Optional.of(Measure.of(carriedOut));
    }

    private Answering answering(Aggregation carriedOut) {
        if (carriedOut instanceof ScoringAggregation scoring) {
            return new ScoringAnswering(scoring, semantics, classes);
        }
        if (carriedOut instanceof NearestVote vote) {
            return new VoteAnswering(vote, semantics, search, classes);
        }
        return semantics.isReference() ? new PublishedMaxAnswering(classes) : new MaxAnswering(search, classes);
    }

    private NeighbourSearch search(Aggregation carriedOut, Optional<Task> training) {
        if (preparedFor(carriedOut, semantics).isPresent()) {
            return classes.search();
        }
        FloatMatrix proxies = classes.all();
        if (!(carriedOut instanceof NearestVote vote)) {
            return NeighbourSearch.byInnerProduct(proxies, semantics);
        }
        return vote.metric().shape() == MeasureShape.NEEDS_ROWS
                ? NeighbourSearch.byMahalanobis(whitening(training, proxies), proxies, semantics)
                : NeighbourSearch.by(vote.metric(), proxies, semantics);
    }

    private Whitening whitening(Optional<Task> training, FloatMatrix proxies) {
        if (semantics.isReference()) {
            return Whitening.ofProxies(proxies);
        }
        Task rows = training.orElseThrow(
                () -> new ImprintException("head with the mahalanobis metric needs the training rows, was given none"));
        Checks.require(rows.dim() == dim(), "training rows must have width " + dim(), rows.dim());
        return Whitening.withinClasses(rows.map(c -> c.with(queryNorm.ofRows(c.rows()))));
    }

    /**
     * Returns whether one class can be changed. It cannot where answers depend on the training rows, by the Mahalanobis metric in
     * corrected semantics: such a head is made anew.
     */
    public boolean isChangeable() {
        return !(Answering.carriedOut(aggregation) instanceof NearestVote vote)
                || vote.metric().shape() != MeasureShape.NEEDS_ROWS
                || semantics.isReference();
    }

    /**
     * Returns this head with a class more. Those from index c on move up by one.
     *
     * <p>Time O(d) for each of at most some thousand proxies that lie near the class, and O(1) for each thousand others: independent of
     * C but for a short list. In reference semantics, where a search looks at all proxies at once, O(p·d).
     *
     * @param c the index of the new class, in [0, C]
     * @param proxies [k_c, d], k_c ≥ 1, already normalised (NORMpost); copied
     * @throws ImprintException if the index or the shape is not legal, a proxy is not finite, or this is not {@link #isChangeable}
     */
    public Head withClassAt(int c, FloatMatrix proxies) {
        return with(classes.withClassAt(c, checked(proxies)));
    }

    /**
     * Returns this head with other proxies of class c; otherwise as {@link #withClassAt}.
     *
     * @param c in [0, C)
     */
    public Head withProxies(int c, FloatMatrix proxies) {
        return with(classes.withProxies(c, checked(proxies)));
    }

    /**
     * Returns this head without class c; those behind it move down by one. Otherwise as {@link #withClassAt}.
     *
     * @param c in [0, C); C ≥ 2
     */
    public Head withoutClass(int c) {
        return with(classes.withoutClass(c));
    }

    private FloatMatrix checked(FloatMatrix proxies) {
        if (!allowsNaN(aggregation, semantics)) {
            requireFinite("proxy", proxies);
        }
        return proxies;
    }

    private Head with(ClassBlocks next) {
        Checks.require(
                isChangeable(),
                "head must not depend on training rows for one class to be changed, make it anew; metric",
                aggregation.distance());
        return new Head(next, queryNorm, aggregation, semantics, Optional.empty());
    }

    /** Returns C, the number of classes. */
    public int classes() {
        return classes.classes();
    }

    /** Returns d, the width of queries and proxies. */
    public int dim() {
        return classes.dim();
    }

    /** Returns p, the number of proxies of all classes. */
    public int size() {
        return classes.size();
    }

    /** Returns all proxies, [p, d], in class order; not to be written to. Time O(p·d) for a head of more than some thousand. */
    public FloatMatrix proxies() {
        return classes.all();
    }

    /** Returns the proxies of class c, [k_c, d]; shared, not to be written to. Time O(log C). */
    public FloatMatrix proxiesOf(int c) {
        return classes.ofClass(Checks.inRange("class index", c, 0, classes() - 1));
    }

    /** Returns the class index of a proxy, in [0, C). Time O(log p). */
    public int classOfProxy(int proxy) {
        return classes.classOf(Checks.inRange("proxy", proxy, 0, size() - 1));
    }

    /** Returns NORMinf. */
    public RowNormalization queryNorm() {
        return queryNorm;
    }

    /** Returns AGG. */
    public Aggregation aggregation() {
        return aggregation;
    }

    /** Returns the vote of the nearest that AGG is carried out as; empty where the largest product or an own aggregation answers. */
    public Optional<NearestVote> vote() {
        return Answering.carriedOut(aggregation) instanceof NearestVote vote ? Optional.of(vote) : Optional.empty();
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
     * Returns what {@link #answer(FloatMatrix, Parallel)} and {@link #classScores} return, from one pass over the proxies. It costs what the
     * scores cost, which for many queries can be more than twice an answer.
     *
     * @param queries embeddings [n, d], not normalised
     * @throws ImprintException if the width differs or a query is not finite, naming its row
     */
    public ScoredAnswers scored(FloatMatrix queries, Parallel parallel) {
        return answering.scored(seen(queries), parallel);
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
        if (!allowsNaN(aggregation, semantics)) {
            requireFinite("query", queries);
        }
        return queryNorm.ofRows(queries);
    }

    /** The published code lets NaN win the maximum; its votes refuse it. */
    private static boolean allowsNaN(Aggregation aggregation, Semantics semantics) {
        return semantics.isReference() && aggregation instanceof MaxInnerProduct;
    }

    static void requireFinite(String what, FloatMatrix x) {
        requireFinite(what, x, 0);
    }

    /** @param before rows before the first of x, for messages */
    private static void requireFinite(String what, FloatMatrix x, int before) {
        for (int i = 0; i < x.rows(); i++) {
            int j = x.firstNonFinite(i);
            if (j >= 0) {
                throw new ImprintException(
                        what + " row " + (before + i) + " must be finite, was " + x.get(i, j) + " at column " + j);
            }
        }
    }
}
