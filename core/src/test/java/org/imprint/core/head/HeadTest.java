package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.search.GaussianRows;
import org.imprint.core.search.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every head promises, whatever its aggregation; a new one joins by one line in {@link #aggregations()}. */
class HeadTest {

    private static final int DIM = 12;
    private static final int CLASSES = 4;

    /** What a head is made of besides its data. */
    record Kind(Aggregation aggregation, Semantics semantics) {}

    static Stream<Aggregation> aggregations() {
        Stream.Builder<Aggregation> all = Stream.builder();
        all.add(new MaxInnerProduct());
        for (Metric metric : Metric.values()) {
            for (Weighting weighting : Weighting.values()) {
                all.add(new NearestVote(1, metric, weighting));
                all.add(new NearestVote(7, metric, weighting));
                all.add(new NearestVote(500, metric, weighting));
            }
        }
        return all.build();
    }

    static Stream<Kind> kinds() {
        return aggregations().flatMap(a -> Stream.of(Semantics.values()).map(s -> new Kind(a, s)));
    }

    private static Task task(long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            FloatMatrix rows = GaussianRows.of(5 + rng.nextInt(9), DIM, seed * 10 + c, 1);
            for (int i = 0; i < rows.rows(); i++) {
                rows.data()[rows.offset(i) + c] += 3;
            }
            classes.add(new ClassRows(c, rows));
        }
        return Task.of(classes);
    }

    private static Head head(Task task, Aggregation aggregation, Semantics semantics) {
        List<FloatMatrix> proxies = task.classes().stream().map(ClassRows::rows).toList();
        return Head.of(proxies, new L2Norm(), aggregation, semantics, Optional.of(task));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersWithALegalClassAndAFiniteScore(Kind kind) {
        Answers answers = head(task(1), kind.aggregation(), kind.semantics())
                .answer(GaussianRows.of(40, DIM, 2, 1), Parallel.serial());
        assertThat(answers.size()).isEqualTo(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answers.classIndex(i)).isBetween(0, CLASSES - 1);
            if (kind.aggregation() instanceof NearestVote) {
                assertThat(answers.score(i)).isBetween(1.0 / CLASSES - 1e-12, 1.0);
            } else {
                assertThat(answers.score(i)).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leavesQueriesAndProxiesUntouched(Kind kind) {
        Task task = task(3);
        FloatMatrix queries = GaussianRows.of(10, DIM, 4, 1);
        float[] before = queries.toArray();
        Head head = head(task, kind.aggregation(), kind.semantics());
        float[] proxies = head.proxies().toArray();
        head.answer(queries, Parallel.serial());
        head.nearest(queries, 3, Parallel.serial());
        assertThat(queries.toArray()).isEqualTo(before);
        assertThat(head.proxies().toArray()).isEqualTo(proxies);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersTheSameOnOneTwoAndThreeThreads(Kind kind) {
        Head head = head(task(5), kind.aggregation(), kind.semantics());
        FloatMatrix queries = GaussianRows.of(300, DIM, 6, 1);
        Answers serial = head.answer(queries, Parallel.serial());
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int threads = 2; threads <= 3; threads++) {
                Answers answers = head.answer(queries, Parallel.on(pool, threads));
                assertThat(answers.classIndices()).isEqualTo(serial.classIndices());
                assertThat(answers.scores()).isEqualTo(serial.scores());
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void scoresTheAnsweredClassHighest(Kind kind) {
        Head head = head(task(7), kind.aggregation(), kind.semantics());
        FloatMatrix queries = GaussianRows.of(60, DIM, 8, 1);
        Answers answers = head.answer(queries, Parallel.serial());
        FloatMatrix scores = head.classScores(queries, Parallel.serial());
        for (int i = 0; i < 60; i++) {
            float most = 0;
            float sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                most = Math.max(most, scores.get(i, c));
                sum += scores.get(i, c);
            }
            assertThat(scores.get(i, answers.classIndex(i))).isEqualTo(most);
            assertThat(answers.score(i)).isCloseTo(most, within(1e-6));
            if (kind.aggregation() instanceof NearestVote) {
                assertThat(sum).isCloseTo(1f, within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersOneQueryAsInABatch(Kind kind) {
        Head head = head(task(9), kind.aggregation(), kind.semantics());
        FloatMatrix queries = GaussianRows.of(25, DIM, 10, 1);
        Answers batch = head.answer(queries, Parallel.serial());
        for (int i = 0; i < 25; i++) {
            Answer alone = head.answer(queries.row(i));
            assertThat(alone.classIndex()).isEqualTo(batch.classIndex(i));
            assertThat(alone.score()).isCloseTo(batch.score(i), within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void permutingClassesPermutesAnswers(Aggregation aggregation) {
        int[] order = {2, 0, 3, 1};
        Task task = task(11);
        Task permuted = Task.of(IntStream.of(order).mapToObj(task::get).toList());
        FloatMatrix queries = GaussianRows.of(80, DIM, 12, 1);
        Answers straight = head(task, aggregation, Semantics.CORRECTED).answer(queries, Parallel.serial());
        Answers turned = head(permuted, aggregation, Semantics.CORRECTED).answer(queries, Parallel.serial());
        for (int i = 0; i < 80; i++) {
            assertThat(order[turned.classIndex(i)]).as("query %d", i).isEqualTo(straight.classIndex(i));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void oneNeighbourAnswersWithTheClassOfTheNearestProxy(Metric metric) {
        Head head = head(task(13), NearestVote.nearest(metric), Semantics.CORRECTED);
        FloatMatrix queries = GaussianRows.of(50, DIM, 14, 1);
        Answers answers = head.answer(queries, Parallel.serial());
        Answers weighted = head(task(13), new NearestVote(1, metric, Weighting.INVERSE_DISTANCE), Semantics.CORRECTED)
                .answer(queries, Parallel.serial());
        for (int i = 0; i < 50; i++) {
            assertThat(head.nearest(queries.row(i), 1).get(0).classIndex()).isEqualTo(answers.classIndex(i));
        }
        assertThat(weighted.classIndices()).isEqualTo(answers.classIndices());
        assertThat(answers.scores()).containsOnly(1.0);
    }

    /** For unit vectors the largest inner product, the nearest by cosine and the nearest by Euclid are one. */
    @Test
    void largestInnerProductEqualsNearestForUnitVectors() {
        Task unit = task(15).map(c -> c.with(new L2Norm().ofRows(c.rows())));
        FloatMatrix queries = GaussianRows.of(100, DIM, 16, 1);
        int[] max = head(unit, new MaxInnerProduct(), Semantics.CORRECTED)
                .answer(queries, Parallel.serial())
                .classIndices();
        for (Metric metric : List.of(Metric.COSINE, Metric.EUCLIDEAN)) {
            assertThat(head(unit, NearestVote.nearest(metric), Semantics.CORRECTED)
                            .answer(queries, Parallel.serial())
                            .classIndices())
                    .isEqualTo(max);
        }
    }

    /** A Householder reflection H = I − 2vvᵀ/‖v‖² of queries and proxies keeps Euclidean and cosine votes. */
    @ParameterizedTest
    @EnumSource(names = {"COSINE", "EUCLIDEAN", "MAHALANOBIS"})
    void votesAreUnchangedByAnOrthogonalMap(Metric metric) {
        Task task = task(17);
        FloatMatrix queries = GaussianRows.of(80, DIM, 18, 1);
        Aggregation vote = new NearestVote(5, metric, Weighting.INVERSE_DISTANCE);
        int[] straight = head(task, vote, Semantics.CORRECTED)
                .answer(queries, Parallel.serial())
                .classIndices();
        int[] reflected = head(task.map(c -> c.with(reflect(c.rows()))), vote, Semantics.CORRECTED)
                .answer(reflect(queries), Parallel.serial())
                .classIndices();
        assertThat(reflected).isEqualTo(straight);
    }

    private static FloatMatrix reflect(FloatMatrix x) {
        FloatMatrix y = x.copy();
        float[] v = GaussianRows.of(1, DIM, 19, 1).row(0);
        double vv = dot(v, v);
        for (int i = 0; i < y.rows(); i++) {
            double scale = 2 * dot(v, x.row(i)) / vv;
            for (int j = 0; j < DIM; j++) {
                y.data()[y.offset(i) + j] -= (float) (scale * v[j]);
            }
        }
        return y;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < DIM; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum;
    }

    /** One proxy per class and m = C gives every class one vote; the published code then always says class 0. */
    @Test
    void equalVotesGoToTheNearestOfTheTiedClasses() {
        List<FloatMatrix> proxies = List.of(
                FloatMatrix.ofRows(new float[] {1, 0, 0}),
                FloatMatrix.ofRows(new float[] {0, 1, 0}),
                FloatMatrix.ofRows(new float[] {0, 0, 1}));
        FloatMatrix queries = FloatMatrix.ofRows(new float[] {0, 2, 1}, new float[] {0, 1, 2});
        Aggregation vote = new NearestVote(3, Metric.EUCLIDEAN, Weighting.UNIFORM);
        assertThat(Head.of(proxies, new NoNorm(), vote, Semantics.CORRECTED, Optional.empty())
                        .answer(queries, Parallel.serial())
                        .classIndices())
                .containsExactly(1, 2);
        assertThat(Head.of(proxies, new NoNorm(), vote, Semantics.REFERENCE, Optional.empty())
                        .answer(queries, Parallel.serial())
                        .classIndices())
                .containsExactly(0, 0);
    }

    /** Fewer proxies than dimensions make the published metric all but blind; ours tells the classes apart. */
    @Test
    void mahalanobisUsesTheSpreadWithinClassesInsteadOfThatOfProxies() {
        int d = 40;
        List<ClassRows> classes = new ArrayList<>();
        List<FloatMatrix> proxies = new ArrayList<>();
        List<FloatMatrix> tests = new ArrayList<>();
        int[] truth = new int[150];
        for (int c = 0; c < 3; c++) {
            FloatMatrix rows = shifted(GaussianRows.of(100, d, 20 + c, 1), c, 5);
            classes.add(new ClassRows(c, rows));
            proxies.add(rows.rows(0, 5));
            tests.add(shifted(GaussianRows.of(50, d, 30 + c, 1), c, 5));
            Arrays.fill(truth, 50 * c, 50 * c + 50, c);
        }
        Optional<Task> training = Optional.of(Task.of(classes));
        Aggregation vote = new NearestVote(5, Metric.MAHALANOBIS, Weighting.UNIFORM);
        int[] ours = Head.of(proxies, new NoNorm(), vote, Semantics.CORRECTED, training)
                .answer(FloatMatrix.concat(tests), Parallel.serial())
                .classIndices();
        int[] published = Head.of(proxies, new NoNorm(), vote, Semantics.REFERENCE, training)
                .answer(FloatMatrix.concat(tests), Parallel.serial())
                .classIndices();
        assertThat(right(ours, truth)).isGreaterThan(140).isGreaterThan(right(published, truth));
    }

    private static FloatMatrix shifted(FloatMatrix x, int column, float by) {
        for (int i = 0; i < x.rows(); i++) {
            x.data()[x.offset(i) + column] += by;
        }
        return x;
    }

    private static long right(int[] answers, int[] truth) {
        return IntStream.range(0, truth.length)
                .filter(i -> answers[i] == truth[i])
                .count();
    }

    /** A zero query has no direction, so every cosine distance is 1 and the nearest is the first proxy. */
    @Test
    void aZeroQueryIsAtCosineDistanceOneFromEverything() {
        Head head = head(task(40), new NearestVote(3, Metric.COSINE, Weighting.UNIFORM), Semantics.CORRECTED);
        assertThat(head.nearest(new float[DIM], 3))
                .containsExactly(new Neighbour(0, 0, 1), new Neighbour(1, 0, 1), new Neighbour(2, 0, 1));
    }

    @Test
    void aNaNProxyWinsEverywhereInReferenceSemanticsAndIsRefusedInOurs() {
        List<FloatMatrix> proxies = List.of(
                FloatMatrix.ofRows(new float[] {1, 0}),
                FloatMatrix.ofRows(new float[] {0, 1}, new float[] {Float.NaN, 0}));
        Head published = Head.of(proxies, new NoNorm(), new MaxInnerProduct(), Semantics.REFERENCE, Optional.empty());
        assertThat(published.answer(new float[] {9, 1}).classIndex()).isEqualTo(1);
        assertThat(published.answer(new float[] {9, 1}).score()).isNaN();
        assertThatThrownBy(() ->
                        Head.of(proxies, new NoNorm(), new MaxInnerProduct(), Semantics.CORRECTED, Optional.empty()))
                .hasMessage("proxy row 2 must be finite, was NaN at column 0");
    }

    @Test
    void givesEqualProductsToTheSmallestClassIndex() {
        List<FloatMatrix> proxies = List.of(
                FloatMatrix.ofRows(new float[] {0, 1}),
                FloatMatrix.ofRows(new float[] {1, 0}),
                FloatMatrix.ofRows(new float[] {1, 0}));
        for (Semantics semantics : Semantics.values()) {
            Answer answer = Head.of(proxies, new NoNorm(), new MaxInnerProduct(), semantics, Optional.empty())
                    .answer(new float[] {2, 0});
            assertThat(answer).isEqualTo(new Answer(1, 2));
        }
    }

    @Test
    void refusesBadInputAndSaysWhere() {
        Head head = head(task(41), new NearestVote(3, Metric.COSINE, Weighting.UNIFORM), Semantics.CORRECTED);
        FloatMatrix queries = FloatMatrix.zeros(3, DIM);
        queries.data()[2 * DIM + 4] = Float.NaN;
        assertThatThrownBy(() -> head.answer(queries, Parallel.serial()))
                .hasMessage("query row 2 must be finite, was NaN at column 4");
        assertThatThrownBy(() -> head.answer(new float[3])).hasMessage("queries must have width 12, was 3");
        assertThatThrownBy(() -> head.nearest(new float[DIM], 0)).hasMessageStartingWith("m must be in [1, ");
        assertThatThrownBy(() -> head.classOfProxy(-1)).hasMessageStartingWith("proxy must be in [0, ");
        Aggregation max = new MaxInnerProduct();
        assertThatThrownBy(() -> Head.of(List.of(), new NoNorm(), max, Semantics.CORRECTED, Optional.empty()))
                .hasMessage("head needs at least one class, was 0");
        List<FloatMatrix> gap = List.of(FloatMatrix.zeros(1, 2), FloatMatrix.zeros(0, 2));
        assertThatThrownBy(() -> Head.of(gap, new NoNorm(), max, Semantics.CORRECTED, Optional.empty()))
                .hasMessage("class index 1 must have at least one proxy, was 0");
        List<FloatMatrix> one = List.of(FloatMatrix.zeros(2, 2));
        assertThatThrownBy(() -> Head.of(
                        one,
                        new NoNorm(),
                        NearestVote.nearest(Metric.MAHALANOBIS),
                        Semantics.CORRECTED,
                        Optional.empty()))
                .hasMessage("head with the mahalanobis metric needs the training rows, was given none");
    }
}
