package org.imprint.core.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.JointSearch;
import org.imprint.core.search.Measure;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;
import org.imprint.core.search.Whitening;

/**
 * One set of proxies that answers by many aggregations, each as a {@link Head} of its own would, for less: votes by one metric
 * share one search, whatever their m and weighting, and in corrected semantics inner product, cosine and Euclidean distance share
 * one product of queries and proxies.
 *
 * <p>Time O(n·p·d) for each search. Immutable; may be shared by threads.
 */
public final class SharedHead {

    private final FloatMatrix proxies;
    private final ClassBlocks classes;
    private final Semantics semantics;

    private SharedHead(List<FloatMatrix> perClass, Semantics semantics) {
        this.classes = ClassBlocks.of(perClass, Optional.empty());
        this.proxies = classes.all();
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

    /** Returns whether two aggregations share a search, so that asking for both at once costs little more than asking for one. */
    public static boolean share(Aggregation a, Aggregation b, Semantics semantics) {
        if (a instanceof ScoringAggregation || b instanceof ScoringAggregation) {
            return false;
        }
        boolean alike = a.getClass() == b.getClass() && a.distance().equals(b.distance());
        return alike || isProduct(a, semantics) && isProduct(b, semantics);
    }

    private static boolean isProduct(Aggregation a, Semantics semantics) {
        return !semantics.isReference() && a.shape() == MeasureShape.PRODUCT;
    }

    /**
     * Returns the class index answered for each query by each aggregation.
     *
     * @return one array of n class indices for each aggregation
     * @throws ImprintException if a proxy is not finite, unless it is for the inner product in reference semantics; if widths
     *     differ; or if the Mahalanobis metric lacks what it needs
     */
    public List<int[]> answers(List<? extends Aggregation> aggregations, Queries queries, Parallel parallel) {
        Checks.require(queries.dim() == proxies.cols(), "queries must have width " + proxies.cols(), queries.dim());
        List<int[]> answers = new ArrayList<>();
        aggregations.forEach(a -> answers.add(new int[queries.size()]));
        Map<Measure, List<Question>> products = new EnumMap<>(Measure.class);
        Map<Object, List<Question>> others = new LinkedHashMap<>();
        for (int a = 0; a < answers.size(); a++) {
            Question question = new Question(Answering.carriedOut(aggregations.get(a)), answers.get(a));
            if (question.aggregation instanceof ScoringAggregation scoring) {
                score(scoring, question, queries, parallel);
            } else if (isProduct(question.aggregation, semantics)) {
                products.computeIfAbsent(Measure.of(question.aggregation), m -> new ArrayList<>())
                        .add(question);
            } else {
                Object key = question.aggregation instanceof NearestVote vote ? vote.metric() : Measure.INNER_PRODUCT;
                others.computeIfAbsent(key, m -> new ArrayList<>()).add(question);
            }
        }
        if (!products.isEmpty()) {
            jointly(products, queries, parallel);
        }
        others.values().forEach(questions -> alone(questions, queries, parallel));
        return answers;
    }

    private void score(ScoringAggregation scoring, Question question, Queries queries, Parallel parallel) {
        Head.requireFinite("proxy", proxies);
        int[] winners = new ScoringAnswering(scoring, semantics, classes)
                .answer(queries.seen(), parallel)
                .classIndices();
        System.arraycopy(winners, 0, question.winners, 0, winners.length);
    }

    /** An aggregation and where its answers go. */
    private record Question(Aggregation aggregation, int[] winners) {

        int m() {
            return aggregation instanceof NearestVote vote ? vote.m() : 1;
        }
    }

    private void jointly(Map<Measure, List<Question>> products, Queries queries, Parallel parallel) {
        Head.requireFinite("proxy", proxies);
        List<List<Question>> asked = List.copyOf(products.values());
        List<int[]> ms = asked.stream().map(this::ms).toList();
        new JointSearch(List.copyOf(products.keySet()), proxies)
                .forEachTile(queries.seen(), queries.lengths(), ms, parallel, (from, found) -> {
                    for (int i = 0; i < asked.size(); i++) {
                        settle(asked.get(i), ms.get(i), from, found.get(i));
                    }
                });
    }

    /** Answers questions of one metric, or of the inner product in reference semantics. */
    private void alone(List<Question> questions, Queries queries, Parallel parallel) {
        if (!(questions.get(0).aggregation instanceof NearestVote vote)) {
            int[] strongest = new PublishedMaxAnswering(classes)
                    .answer(queries.seen(), parallel)
                    .classIndices();
            questions.forEach(q -> System.arraycopy(strongest, 0, q.winners, 0, strongest.length));
            return;
        }
        Head.requireFinite("proxy", proxies);
        boolean whitened = vote.metric().shape() == MeasureShape.NEEDS_ROWS && !semantics.isReference();
        FloatMatrix seen = whitened ? queries.whitened().queries() : queries.seen();
        int[] ms = ms(questions);
        search(vote.metric(), queries)
                .forEachTile(seen, ms, parallel, (from, found) -> settle(questions, ms, from, found));
    }

    private NeighbourSearch search(Metric metric, Queries queries) {
        if (metric.shape() != MeasureShape.NEEDS_ROWS) {
            return NeighbourSearch.by(metric, proxies, semantics);
        }
        return semantics.isReference()
                ? NeighbourSearch.byMahalanobis(Whitening.ofProxies(proxies), proxies, semantics)
                : NeighbourSearch.by(
                        Metric.EUCLIDEAN, queries.whitened().whitening().applyToFloat(proxies), semantics);
    }

    /** Returns the m that questions ask for, no more than there are proxies, ascending. */
    private int[] ms(List<Question> questions) {
        return questions.stream()
                .mapToInt(q -> Math.min(q.m(), proxies.rows()))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Writes the winners among the neighbours of the queries from {@code from} on. */
    private void settle(List<Question> questions, int[] ms, int from, Neighbours[] found) {
        for (Question question : questions) {
            Neighbours near = found[Arrays.binarySearch(ms, Math.min(question.m(), proxies.rows()))];
            if (question.aggregation instanceof NearestVote vote && near.m() > 1) {
                Votes votes = new Votes(vote, semantics, classes.classes());
                for (int i = 0; i < near.queries(); i++) {
                    question.winners[from + i] = votes.winner(near, i, classes);
                }
            } else {
                for (int i = 0; i < near.queries(); i++) {
                    question.winners[from + i] = classes.classOf(near.proxy(i, 0));
                }
            }
        }
    }
}
