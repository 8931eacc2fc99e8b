package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.CovarianceMaxGenerator;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.testing.Samples;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected scores: a refit through {@link Imprinter} without each row. */
class LeaveOneOutTest {

    private static final int DIM = 14;
    private static final double TOLERANCE = 4e-6;
    private static final Run RUN = Run.of(Semantics.CORRECTED, 17, Parallel.serial());

    /** A mean product for each class, as an aggregation of somebody else. */
    private record MeanProduct() implements ScoringAggregation {
        @Override
        public AggregationKind kind() {
            return AggregationKind.withoutM("mean_product", "mean product", MeanProduct::new);
        }

        @Override
        public FloatMatrix classScores(FloatMatrix queries, List<FloatMatrix> proxies, Semantics semantics) {
            FloatMatrix scores = FloatMatrix.zeros(queries.rows(), proxies.size());
            for (int i = 0; i < queries.rows(); i++) {
                for (int c = 0; c < proxies.size(); c++) {
                    FloatMatrix own = proxies.get(c);
                    double sum = 0;
                    for (int j = 0; j < own.rows() * DIM; j++) {
                        sum += (double) own.get(j / DIM, j % DIM) * queries.get(i, j % DIM);
                    }
                    scores.data()[scores.offset(i) + c] = (float) (sum / own.rows());
                }
            }
            return scores;
        }
    }

    private static Recipe recipe(RowNormalization norm, ProxyGenerator generator, Normalization post, Aggregation agg) {
        return new Recipe(norm, new KeepAll(), generator, post, norm, agg);
    }

    private static List<Aggregation> aggregations() {
        return List.of(
                new MaxInnerProduct(),
                new NearestProxy(Metric.EUCLIDEAN),
                new NearestVote(5, Metric.COSINE, Weighting.INVERSE_DISTANCE),
                new NearestVote(3, Metric.MANHATTAN, Weighting.UNIFORM),
                new NearestVote(400, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE),
                new InnerProductVote(4, Weighting.UNIFORM),
                new MeanProduct());
    }

    static Stream<Recipe> exact() {
        List<Recipe> all = new ArrayList<>();
        RowNormalization l2 = new L2Norm();
        RowNormalization none = new NoNorm();
        for (Aggregation agg : aggregations()) {
            all.add(recipe(l2, new MeanGenerator(), l2, agg));
            all.add(recipe(none, new AllGenerator(), none, agg));
            all.add(recipe(l2, new KMeansGenerator(40), l2, agg));
            all.add(recipe(l2, new LeastSquaresGenerator(1e-2), none, agg));
            all.add(recipe(none, new XavierGenerator(3), l2, agg));
        }
        all.add(Preset.QI.recipe(1));
        all.add(Preset.JANSON.recipe(1));
        all.add(Preset.HOSODA.recipe(1));
        all.add(Preset.ORACLE.recipe(1, 1e-4));
        for (double lambda : new double[] {1e-4, 1e-2, 1}) {
            all.add(recipe(l2, new LeastSquaresGenerator(lambda), l2, new MaxInnerProduct()));
            all.add(recipe(none, new LeastSquaresGenerator(lambda), none, new MaxInnerProduct()));
            all.add(new Recipe(
                    l2, new KeepAll(), new LeastSquaresGenerator(lambda), none, none, new MaxInnerProduct()));
        }
        all.add(recipe(l2, new LeastSquaresGenerator(1e-2), new QuantileNorm(), new MaxInnerProduct()));
        all.add(recipe(l2, new ClusteredLeastSquaresGenerator(2, 1e-2), l2, new MaxInnerProduct()));
        all.add(recipe(l2, new KMeansGenerator(3), new QuantileNorm(), new MaxInnerProduct()));
        all.add(recipe(none, new MeanGenerator(), none, new NearestProxy(Metric.MAHALANOBIS)));
        all.add(new Recipe(l2, new FewShot(5), new MeanGenerator(), l2, l2, new MaxInnerProduct()));
        return all.stream();
    }

    /** Generators that are only exact where classes are small. */
    static Stream<Recipe> exactForSmallClasses() {
        RowNormalization l2 = new L2Norm();
        return aggregations().stream()
                .flatMap(agg -> Stream.of(
                                new KMeansGenerator(3),
                                new KMeansGenerator(9),
                                new KMedoidsGenerator(2),
                                new RandomGenerator(4),
                                new FarthestPointGenerator(1),
                                new CovarianceMaxGenerator(3))
                        .map(generator -> recipe(l2, generator, l2, agg)));
    }

    static Stream<Recipe> exactWhereAskedTo() {
        return exactForSmallClasses().filter(recipe -> recipe.aggregation() instanceof MaxInnerProduct);
    }

    private static Task task(int... sizes) {
        return Task.of(IntStream.range(0, sizes.length)
                .mapToObj(c -> new ClassRows(10 + c, Tasks.gaussian(sizes[c], DIM, 50 + c)))
                .toList());
    }

    /** Refits without each row and compares. */
    private static void assertEqualsRefits(Task task, Recipe recipe, LeaveOneOut found) {
        int at = 0;
        for (int c = 0; c < task.size(); c++) {
            for (int i = 0; i < task.get(c).size(); i++, at++) {
                FloatMatrix rows = task.get(c).rows();
                boolean gone = rows.rows() == 1;
                Head head = Imprinter.imprint(without(task, c, i), recipe, RUN);
                float[] expected =
                        head.classScores(rows.rows(i, i + 1), Parallel.serial()).row(0);
                double[] sorted = IntStream.range(0, expected.length)
                        .mapToDouble(j -> expected[j])
                        .sorted()
                        .toArray();
                String where = recipe + ", class " + c + ", row " + i;
                for (int j = 0; j < task.size(); j++) {
                    float score = found.scores().get(at, j);
                    if (gone && j == c) {
                        assertThat(score).as(where).isIn(0f, Float.NEGATIVE_INFINITY);
                    } else {
                        float other = expected[gone && j > c ? j - 1 : j];
                        assertThat((double) score)
                                .as(where)
                                .isCloseTo(other, within(TOLERANCE * Math.max(1, Math.abs(other))));
                    }
                }
                boolean clear = sorted.length == 1
                        || sorted[sorted.length - 1] - sorted[sorted.length - 2] > 1e-4
                        || found.scores().get(at, 0) >= 0 && recipe.aggregation() instanceof NearestVote;
                int answer = head.answer(rows.row(i)).classIndex();
                if (clear) {
                    assertThat(found.answers()[at]).as(where).isEqualTo(gone && answer >= c ? answer + 1 : answer);
                }
                assertThat(found.truth()[at]).isEqualTo(c);
            }
        }
        assertThat(found.size()).isEqualTo(at);
    }

    private static Task without(Task task, int c, int i) {
        List<ClassRows> classes = new ArrayList<>();
        for (int k = 0; k < task.size(); k++) {
            ClassRows rows = task.get(k);
            int[] kept = IntStream.range(0, rows.size())
                    .filter(j -> j != i || rows != task.get(c))
                    .toArray();
            if (kept.length > 0) {
                classes.add(rows.with(rows.rows().select(kept)));
            }
        }
        return Task.of(classes);
    }

    @ParameterizedTest
    @MethodSource("exact")
    void equalsRefits(Recipe recipe) {
        Task task = task(22, 6, 1, 2, 9);
        LeaveOneOut found = LeaveOneOut.of(task, recipe, RUN);
        assertThat(found.isExact()).isTrue();
        assertThat(found.how() == LeaveOneOut.How.REFITS).isEqualTo(LeaveOneOut.needsRefits(recipe));
        assertEqualsRefits(task, recipe, found);
        Task singles = task(1, 4, 1, 2, 1, 1);
        assertEqualsRefits(singles, recipe, LeaveOneOut.of(singles, recipe, RUN));
    }

    @ParameterizedTest
    @MethodSource("exactForSmallClasses")
    void equalsRefitsOfSmallClasses(Recipe recipe) {
        Task task = task(16, 9, 1, 3, 10, 2);
        LeaveOneOut found = LeaveOneOut.of(task, recipe, RUN);
        assertThat(found.how()).isEqualTo(LeaveOneOut.How.CLOSED_FORM);
        assertEqualsRefits(task, recipe, found);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void settlesEqualDistancesAsRefitsDo(Metric metric) {
        FloatMatrix few = Samples.gaussian(5, DIM, 8);
        Task task = Task.of(IntStream.range(0, 4)
                .mapToObj(c -> new ClassRows(
                        c,
                        few.select(IntStream.range(0, 9)
                                .map(i -> (i * i + 3 * c + i * c) % 5)
                                .toArray())))
                .toList());
        for (Weighting weighting : Weighting.values()) {
            for (int m : new int[] {1, 2, 3, 7}) {
                NearestVote vote = new NearestVote(m, metric, weighting);
                Recipe recipe = recipe(new NoNorm(), new AllGenerator(), new NoNorm(), vote);
                assertEqualsRefits(task, recipe, LeaveOneOut.of(task, recipe, RUN));
                Recipe means = recipe.with(new MeanGenerator());
                assertEqualsRefits(task, means, LeaveOneOut.of(task, means, RUN));
            }
        }
    }

    @Test
    void isExactWhereTheRowsLeftAreFewerThanK() {
        Recipe recipe = recipe(new L2Norm(), new KMeansGenerator(30), new L2Norm(), new MaxInnerProduct());
        Task task = task(30, 20, 29);
        LeaveOneOut found = LeaveOneOut.of(task, recipe, RUN);
        assertThat(found.isExact()).isTrue();
        assertEqualsRefits(task, recipe, found);
    }

    @Test
    void holdsTheClustersOfLargeClassesAndSaysSo() {
        Task task = Task.of(IntStream.range(0, 4)
                .mapToObj(c -> new ClassRows(c, Tasks.blobs(4, 60, DIM, 100 + c)))
                .toList());
        Recipe recipe = recipe(new NoNorm(), new KMeansGenerator(4), new NoNorm(), new NearestProxy(Metric.EUCLIDEAN));
        LeaveOneOut found = LeaveOneOut.of(task, recipe, RUN);
        assertThat(found.how()).isEqualTo(LeaveOneOut.How.HELD);
        assertThat(found.isExact()).isFalse();
        assertEqualsRefits(task, recipe, found); // clusters this tight are the same without any row
    }

    @ParameterizedTest
    @MethodSource("exactWhereAskedTo")
    void equalsRefitsOfLargeClassesWhereAskedTo(Recipe recipe) {
        Task task = task(25, 2, 19);
        LeaveOneOut found = LeaveOneOut.exactly(task, recipe, Imprinter.proxies(task, recipe, RUN), RUN);
        assertThat(found.isExact()).isTrue();
        assertEqualsRefits(task, recipe, found);
    }

    @Test
    void losesTheCentreOfASingleRow() {
        FloatMatrix one = Samples.gaussian(40, DIM, 3);
        for (int j = 0; j < DIM; j++) {
            one.data()[one.offset(17) + j] = 100; // far from all, so a cluster of its own
        }
        Task task = Task.of(List.of(new ClassRows(0, one), new ClassRows(1, Samples.gaussian(40, DIM, 4))));
        Recipe recipe = recipe(new NoNorm(), new KMeansGenerator(3), new NoNorm(), new MaxInnerProduct());
        LeaveOneOut found = LeaveOneOut.of(task, recipe, RUN);
        Head head = Imprinter.imprint(task, recipe, RUN);
        assertThat(head.classScores(one.rows(17, 18), Parallel.serial()).get(0, 0))
                .isEqualTo(140_000);
        assertThat(found.scores().get(17, 0)).isLessThan(2_000);
    }

    @Test
    void leavesAProxyOutWithTheRowThatItIs() {
        Task task = task(30, 30);
        Recipe recipe = recipe(new L2Norm(), new RandomGenerator(5), new L2Norm(), new MaxInnerProduct());
        List<FloatMatrix> proxies = Imprinter.proxies(task, recipe, RUN);
        LeaveOneOut found = LeaveOneOut.of(task, recipe, proxies, RUN);
        assertThat(found.how()).isEqualTo(LeaveOneOut.How.HELD);
        for (int i = 0; i < 60; i++) {
            assertThat(found.scores().get(i, i / 30)).isLessThan(0.9999f); // nothing is its own proxy
        }
        Recipe single = recipe.with(new RandomGenerator(1));
        for (float score : LeaveOneOut.of(task, single, RUN).scores().toArray()) {
            assertThat(score).isFinite();
        }
    }

    @Test
    void countsWhatIsRight() {
        Task task = task(12, 15, 1);
        LeaveOneOut found = LeaveOneOut.of(task, Preset.QI.recipe(1), RUN);
        int right = (int) IntStream.range(0, 28)
                .filter(i -> found.answers()[i] == found.truth()[i])
                .count();
        assertThat(right).isBetween(14, 27); // the single row cannot be right
        assertThat(found.right()).isEqualTo(right);
        assertThat(found.confusion().accuracy()).isCloseTo(right / 28.0, within(1e-15));
        assertThat(found.interval()).isEqualTo(WilsonInterval.of(right, 28));
        assertThat(found.classes()).isEqualTo(3);
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() {
        Task task = task(40, 25, 3);
        for (Recipe recipe :
                List.of(Preset.PAPER.recipe(4, 1), Preset.ORACLE.recipe(1, 0.1), Preset.JANSON.recipe(1))) {
            float[] serial = LeaveOneOut.of(task, recipe, RUN).scores().toArray();
            Samples.withThreads(3, parallel -> {
                LeaveOneOut three = LeaveOneOut.of(task, recipe, Run.of(Semantics.CORRECTED, 17, parallel));
                assertThat(three.scores().toArray()).isEqualTo(serial);
            });
        }
    }

    @Test
    void needsTwoRowsAndCorrectedSemantics() {
        Recipe qi = Preset.QI.recipe(1);
        assertThatThrownBy(() -> LeaveOneOut.of(task(1), qi, RUN))
                .isInstanceOf(ImprintException.class)
                .hasMessage("rows must be at least 2 for one to be left out, was 1");
        assertThatThrownBy(() -> LeaveOneOut.of(task(2), qi, Run.of(Semantics.REFERENCE, 17, Parallel.serial())))
                .isInstanceOf(ImprintException.class)
                .hasMessage("leave-one-out must have corrected semantics, was REFERENCE");
        assertThat(LeaveOneOut.of(task(2), qi, RUN).right()).isEqualTo(2);
        assertThat(LeaveOneOut.of(task(1, 1), qi, RUN).right()).isZero();
    }

    @Test
    void votersOfOneAreAsTheNearestProxy() {
        Task task = task(20, 20);
        LeaveOneOut vote = LeaveOneOut.of(
                task,
                recipe(new NoNorm(), new AllGenerator(), new NoNorm(), NearestVote.nearest(Metric.EUCLIDEAN)),
                RUN);
        LeaveOneOut proxy = LeaveOneOut.of(
                task, recipe(new NoNorm(), new AllGenerator(), new NoNorm(), new NearestProxy(Metric.EUCLIDEAN)), RUN);
        assertThat(vote.answers()).isEqualTo(proxy.answers());
        assertThat(new MeanProduct().voters()).isEqualTo(OptionalInt.empty());
    }

    /** Expected: the answers of a recipe of that k, whose scores of a class hang on its own proxies alone. */
    @Test
    void classesMayHaveTheirOwnK() {
        Task task = Tasks.gaussian(3, 12, DIM, 5);
        int[] k = {1, 2, 3};
        Recipe recipe = Preset.PAPER.recipe(20);
        List<FloatMatrix> proxies = new ArrayList<>();
        List<FloatMatrix> scores = new ArrayList<>();
        for (int c = 0; c < k.length; c++) {
            Recipe own = Preset.PAPER.recipe(k[c]);
            proxies.add(Imprinter.proxies(task, own, RUN).get(c));
            scores.add(LeaveOneOut.of(task, own, RUN).scores());
        }
        LeaveOneOut mixed = LeaveOneOut.of(task, recipe, k, proxies, RUN);
        assertThat(mixed.isExact()).isTrue();
        for (int i = 0; i < mixed.size(); i++) {
            for (int c = 0; c < k.length; c++) {
                assertThat(mixed.scores().get(i, c)).isEqualTo(scores.get(c).get(i, c));
            }
        }
        assertThatThrownBy(() -> LeaveOneOut.of(task, Preset.QI.published(), k, proxies, RUN))
                .isInstanceOf(ImprintException.class)
                .hasMessage("classes can have their own k only where each is generated alone, was mean");
    }
}
