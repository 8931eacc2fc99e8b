package org.imprint.core.proxycount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount.Ground;
import org.imprint.core.random.NumpyRandom;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;

class ProxyCountSearchTest {

    private static final Recipe PAPER = Preset.PAPER.published();
    private static final int DIM = 12;

    private static Run run(Parallel parallel) {
        return Run.of(Semantics.CORRECTED, 17, parallel);
    }

    private static List<ProxyCount> counts(Task task, Recipe recipe) {
        return ProxyCountSearch.of(task, recipe, run(Parallel.serial()));
    }

    private static List<Integer> numbers(List<ProxyCount> counts) {
        return counts.stream().map(ProxyCount::k).toList();
    }

    /** Returns n rows of Gaussian noise, row i around axis {@code axes[i mod length]}, or around all of them at once. */
    private static FloatMatrix around(int n, double spread, long seed, int... axes) {
        return rows(n, spread, seed, (i, j) -> j == axes[(int) i % axes.length] ? 1 : 0);
    }

    /** Returns n rows of Gaussian noise around the direction that lies between some axes. */
    private static FloatMatrix between(int n, double spread, long seed, int... axes) {
        return rows(
                n, spread, seed, (i, j) -> IntStream.of(axes).anyMatch(a -> a == j) ? 1 / Math.sqrt(axes.length) : 0);
    }

    private static FloatMatrix rows(int n, double spread, long seed, DoubleBinaryOperator centre) {
        FloatMatrix x = Samples.gaussian(n, DIM, seed);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < DIM; j++) {
                x.data()[x.offset(i) + j] = (float) (centre.applyAsDouble(i, j) + spread * x.get(i, j));
            }
        }
        return x;
    }

    private static Task task(FloatMatrix... classes) {
        return Task.of(IntStream.range(0, classes.length)
                .mapToObj(c -> new ClassRows(c, classes[c]))
                .toList());
    }

    /** 3 in 1, 1 between those, 4 in 1, 1 between those. */
    private static Task merged(double spread, long seed) {
        return task(
                around(60, spread, seed, 0, 1, 2),
                between(60, spread, seed + 1, 0, 1, 2),
                around(60, spread, seed + 2, 4, 5, 6, 7),
                between(60, spread, seed + 3, 4, 5, 6, 7));
    }

    @Test
    void findsHowManyClassesWereMerged() {
        for (long seed = 0; seed < 3; seed++) {
            assertThat(numbers(counts(merged(0.15, 10 * seed), PAPER))).containsExactly(3, 1, 4, 1);
        }
    }

    /** Expected: the formula over KMeans (seeded as 1.5.2 does) and silhouette_score of scikit-learn 1.2.1 and numpy 1.24.2, on the same folds. */
    @Test
    void givesTheNumbersOfAnotherImplementation() {
        FloatMatrix x = Fixtures.smallTrain();
        int[] merged = IntStream.of(Fixtures.smallTrainLabels()).map(y -> y / 2).toArray();
        List<ProxyCount> counts = counts(Task.of(x, merged, new int[] {0, 1}), PAPER);
        assertThat(numbers(counts)).containsExactly(2, 1);
        isThat(
                counts.get(0),
                2,
                16.285238493690997,
                4.622326046274565,
                0.5555555555555556,
                2.131715354642956,
                0.3350710967614612);
        isThat(
                counts.get(1),
                2,
                -4.540041599928174,
                2.689384765339299,
                0.5555555555555556,
                1.3586786541063915,
                0.15325408295820317);
        List<ProxyCount> single = counts(Task.of(x, Fixtures.smallTrainLabels(), new int[] {0, 1, 2}), PAPER);
        assertThat(numbers(single)).containsExactly(1, 1, 1);
        isThat(
                single.get(0),
                3,
                -1.8827476673812427,
                3.5361030399820117,
                -1.3888888888888888,
                1.4118373813888208,
                0.30099952420926424);
        isThat(single.get(2), 2, -2.100968228405071, 2.8717144585261027, 0, 1.0946380216506344, 0.15325408295820317);
    }

    private static void isThat(
            ProxyCount count, int tried, double gain, double error, double points, double collapse, double silhouette) {
        assertThat(count.tried()).isEqualTo(tried);
        assertThat(count.gain().nats()).isCloseTo(gain, within(1e-3));
        assertThat(count.gain().error()).isCloseTo(error, within(1e-3));
        assertThat(count.gain().points()).isCloseTo(points, within(1e-9));
        assertThat(count.collapse()).isCloseTo(collapse, within(1e-5));
        assertThat(count.silhouette().orElseThrow()).isCloseTo(silhouette, within(1e-5));
    }

    @Test
    void noiseGetsOne() {
        Task noise = task(Samples.gaussian(60, DIM, 1), Samples.gaussian(60, DIM, 2), Samples.gaussian(60, DIM, 3));
        assertThat(counts(noise, PAPER)).allSatisfy(c -> {
            assertThat(c.k()).isEqualTo(1);
            assertThat(c.ground()).isEqualTo(Ground.NO_GAIN);
            assertThat(c.gain().nats()).isLessThan(c.tried() * Math.log(180) / 2);
        });
    }

    @Test
    void collapsedGetsOneUntried() {
        List<ProxyCount> counts = counts(
                task(around(60, 0.15, 1, 0, 1, 2), around(60, 0.02, 2, 3), between(60, 0.15, 3, 0, 1, 2)), PAPER);
        assertThat(numbers(counts)).containsExactly(3, 1, 1);
        assertThat(counts.get(1).ground()).isEqualTo(Ground.COLLAPSED);
        assertThat(counts.get(1).tried()).isEqualTo(1);
        assertThat(counts.get(1).reason()).startsWith("collapsed: within/between 0.0");
        assertThat(counts.get(0).collapse()).isGreaterThan(ProxyCountSearch.COLLAPSED);
    }

    @Test
    void smallClassesGetOne() {
        Task task = task(
                around(60, 0.15, 1, 0, 1, 2),
                between(3, 0.15, 2, 0, 1, 2),
                around(1, 0.15, 3, 5),
                between(60, 0.15, 4, 0, 1, 2));
        List<ProxyCount> counts = counts(task, PAPER);
        assertThat(numbers(counts)).containsExactly(3, 1, 1, 1);
        assertThat(counts.subList(1, 3)).allSatisfy(c -> assertThat(c.ground()).isEqualTo(Ground.FEW_ROWS));
    }

    @Test
    void oneClassAloneGetsOne() {
        ProxyCount alone = counts(task(around(60, 0.15, 1, 0, 1, 2)), PAPER).get(0);
        assertThat(alone.k()).isEqualTo(1);
        assertThat(alone.ground()).isEqualTo(Ground.ALONE);
    }

    @Test
    void equalRowsGetOne() {
        float[] row = new float[DIM];
        row[3] = 1;
        FloatMatrix same = FloatMatrix.ofRows(row, row, row, row, row, row, row, row);
        assertThat(numbers(counts(task(same, around(40, 0.15, 1, 0, 1)), PAPER)))
                .first()
                .isEqualTo(1);
    }

    @Test
    void kOfTheRecipeIsTheMost() {
        assertThat(numbers(counts(merged(0.15, 3), Preset.PAPER.recipe(2))))
                .allSatisfy(k -> assertThat(k).isLessThanOrEqualTo(2));
    }

    @Test
    void threadsChangeNothing() {
        Task task = merged(0.4, 5);
        List<ProxyCount> serial = counts(task, PAPER);
        Samples.withThreads(
                3,
                parallel -> assertThat(ProxyCountSearch.of(task, PAPER, run(parallel)))
                        .isEqualTo(serial));
    }

    /** A class's folds and draws hang on the seed and its rows; the place decides only whose turn it is. */
    @Test
    void placesMoveNothingWhereOneChoiceIsClear() {
        List<ClassRows> classes = new ArrayList<>(merged(0.15, 10).classes());
        Collections.reverse(classes);
        assertThat(numbers(counts(Task.of(classes), PAPER))).containsExactly(1, 4, 1, 3);
    }

    @Test
    void oneClassIsChosenBesideOthersThatStay() {
        Task task = merged(0.15, 9);
        ProxyCount third = ProxyCountSearch.of(task, 2, new int[] {3, 1, 99, 1}, PAPER, run(Parallel.serial()));
        assertThat(third.k()).isEqualTo(4);
        assertThat(third).isEqualTo(counts(task, PAPER).get(2));
    }

    @Test
    void otherGeneratorsAndAggregationsChooseToo() {
        Task task = merged(0.15, 11);
        // k-medoids begins in the middle and may need more than there are groups to reach each
        List<Integer> medoids = numbers(counts(task, PAPER.with(new KMedoidsGenerator(20))));
        assertThat(medoids.get(0)).isGreaterThanOrEqualTo(3);
        assertThat(medoids.get(2)).isGreaterThanOrEqualTo(4);
        assertThat(List.of(medoids.get(1), medoids.get(3))).containsExactly(1, 1);
        assertThat(numbers(counts(task, PAPER.with(new FarthestPointGenerator(20)))))
                .containsExactly(3, 1, 4, 1);
        assertThat(numbers(counts(task, PAPER.with(new NearestProxy(Metric.EUCLIDEAN)))))
                .containsExactly(3, 1, 4, 1);
        assertThat(numbers(counts(task, PAPER.with(new NearestVote(1, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE)))))
                .containsExactly(3, 1, 4, 1);
        assertThat(numbers(counts(task, PAPER.with(new RandomGenerator(20)))))
                .allSatisfy(k -> assertThat(k).isBetween(1, 20));
    }

    @Test
    void everyGroundHasItsSentence() {
        List<ProxyCount> counts = counts(merged(0.15, 10), PAPER);
        assertThat(counts.get(0).reason())
                .matches(
                        "leave-fold-out gain over 1: \\+\\d+\\.\\d points, log-likelihood \\+\\d+\\.\\d ± \\d+\\.\\d; silhouette 0\\.\\d\\d");
        assertThat(counts.get(1).reason()).startsWith("too little gain: 2 would bring ");
        assertThat(counts(merged(0.15, 10), Preset.PAPER.recipe(1)).get(0).reason())
                .isEqualTo("the recipe allows one at most");
    }

    @Test
    void recipesWithoutSuchAChoiceAreRefused() {
        Task task = merged(0.15, 1);
        for (Recipe recipe : List.of(
                PAPER.with(new MeanGenerator()),
                PAPER.with(new ClusteredLeastSquaresGenerator(3, Ridge.of(1))),
                PAPER.with(new NearestVote(1, Metric.MAHALANOBIS, Weighting.UNIFORM)))) {
            assertThatThrownBy(() -> counts(task, recipe))
                    .isInstanceOf(ImprintException.class)
                    .hasMessageStartingWith("k can be chosen only where GEN makes k proxies");
        }
    }

    @Test
    void mergedClassesHaveWhatBothHad() {
        List<ProxyCount> counts = counts(merged(0.15, 1), PAPER);
        ProxyCount both = counts.get(0).mergedWith(counts.get(2));
        assertThat(both.k()).isEqualTo(7);
        assertThat(both.ground()).isEqualTo(Ground.MERGED);
    }

    @Test
    void ofTooManyClassesTheNumberIsToBeGiven() {
        Task many = Task.of(IntStream.range(0, 740)
                .mapToObj(c -> new ClassRows(c, around(40, 1, c, c % DIM)))
                .toList());
        assertThatThrownBy(() -> counts(many, PAPER))
                .isInstanceOf(ImprintException.class)
                // the cube root of 4e9 / 10 rows is 736.8
                .hasMessage("classes must be at most 736 for k to be chosen for each, was 740; give k a number");
    }

    @Test
    void theWorthOfEachRungIsThatOfTheScoresWithIt() {
        int[] first = {0, 2, 5};
        float[] numbers = new float[6 * 6];
        NumpyRandom random = new NumpyRandom(3);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.round(random.nextDouble() * 4) / 4f; // equal scores among them
        }
        FoldScores.OfClasses scores = new FoldScores.OfClasses(FloatMatrix.of(6, 6, numbers), first);
        int[] truth = {0, 1, 2, 0, 1, 2};
        Temperature t = new Temperature(0.1);
        int[] rungs = {1, 2, 0};
        for (int c = 0; c < 3; c++) {
            Worth[] worths = scores.worths(rungs, c, truth, t, Parallel.serial());
            assertThat(worths).hasSize(c == 0 ? 2 : c == 1 ? 3 : 1);
            for (int l = 0; l < worths.length; l++) {
                int[] other = rungs.clone();
                other[c] = l;
                Worth plain = Worth.of(scores.scores(other), truth, t);
                assertThat(worths[l].right()).isEqualTo(plain.right());
                assertThat(worths[l].likelihoods()).containsExactly(plain.likelihoods(), within(1e-12));
            }
        }
    }
}
