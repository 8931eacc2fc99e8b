package org.imprint.core.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected values by numpy 1.24.2, scipy 1.10.1 and scikit-learn 1.2.1, of the embeddings x[c, i, j] = ((7c + 13j) % 11 − 5) / 4 + ((131i + 277j + 59c
 * + 17ij) % 997 − 498) / 128 of 12 classes of 25 rows of 16 numbers. Draws were made anew with {@code RandomState(seed)} of the stream's 32 bits, each word by
 * {@code randint(0, 2**32, dtype=uint32)}. 60 episodes of 5 ways, 7 queries and 5 unknown ways with seed 5, answered by
 *
 * <pre>
 *   qi      the largest cosine to the mean of unit rows
 *   janson  NearestCentroid()
 *   paper   KNeighborsClassifier(1) of unit rows, as k is larger than the shots
 *   oracle  Ridge(alpha=0.5 * n, fit_intercept=False, solver='cholesky') on class indicators
 *   mean(), norm.ppf(0.975) * std(ddof=1) / sqrt(60), roc_auc_score, average_precision_score, roc_curve
 * </pre>
 */
class EpisodesTest {

    private static final int CLASSES = 12;
    private static final List<String> NAMES =
            IntStream.range(0, CLASSES).mapToObj(c -> "c" + c).toList();
    private static final Task TASK = task();
    private static final EpisodeShape FIVE = new EpisodeShape(5, 5, 7, 5);

    private static Task task() {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            FloatMatrix rows = FloatMatrix.zeros(25, 16);
            for (int i = 0; i < 25; i++) {
                for (int j = 0; j < 16; j++) {
                    rows.data()[rows.offset(i) + j] = ((7 * c + 13 * j) % 11 - 5) * 0.25f
                            + ((131 * i + 277 * j + 59 * c + 17 * i * j) % 997 - 498) / 128f;
                }
            }
            classes.add(new ClassRows(c, rows));
        }
        return Task.of(classes);
    }

    private static List<RecipeEpisodes> play(EpisodeShape shape, Preset... presets) {
        List<Recipe> recipes =
                Arrays.stream(presets).map(p -> p.recipe(20, 0.5)).toList();
        return new Episodes(TASK, NAMES, shape, 60, 5).play(recipes, Parallel.serial());
    }

    @ParameterizedTest
    @CsvSource({
        "QI, 1, 0.29857142857142854, 0.02164435607647406",
        "JANSON, 1, 0.278095238095238, 0.02116602015362988",
        "PAPER, 1, 0.29857142857142854, 0.02164435607647406",
        "ORACLE, 1, 0.3019047619047618, 0.022445679486358023",
        "QI, 5, 0.3909523809523809, 0.022647039980834432",
        "JANSON, 5, 0.3919047619047618, 0.023211097343261378",
        "PAPER, 5, 0.25714285714285706, 0.01694146335632578",
        "ORACLE, 5, 0.42380952380952375, 0.022712463416515803",
    })
    void meanAccuracyAndItsInterval(Preset preset, int shots, double mean, double half) {
        Estimate accuracy = play(FIVE.withShots(shots), preset).get(0).accuracy();
        assertThat(accuracy.value()).isCloseTo(mean, within(1e-14));
        assertThat(accuracy.low()).isCloseTo(mean - half, within(1e-14));
        assertThat(accuracy.high()).isCloseTo(mean + half, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "QI, 1, 0.5482040816326531, 0.5554854804708611, 0.5200455095456386",
        "ORACLE, 1, 0.5427482993197279, 0.5537089997846615, 0.5222915556506595",
        "QI, 5, 0.5856734693877551, 0.5876609317246596, 0.5311309072210185",
        "PAPER, 5, 0.5255102040816326, 0.5349464160090022, 0.5191323001165048",
        "ORACLE, 5, 0.5975510204081632, 0.6075381827899677, 0.5362720379246624",
    })
    void unknownQueriesByTheHeadsScore(Preset preset, int shots, double auroc, double aupr, double precision) {
        var measures = play(FIVE.withShots(shots), preset).get(0).openSet();
        assertThat(measures.get(OpenSetMeasure.AUROC).value()).isCloseTo(auroc, within(1e-12));
        assertThat(measures.get(OpenSetMeasure.AUPR_IN).value()).isCloseTo(aupr, within(1e-12));
        assertThat(measures.get(OpenSetMeasure.PRECISION_AT_90).value()).isCloseTo(precision, within(1e-12));
    }

    /** The nearest of 5 examples by cosine, which is what paper's score is where every row is a proxy. */
    @Test
    void unknownQueriesByTheNearestExample() {
        var measures = play(FIVE, Preset.JANSON).get(0).openSet(KnownScore.NEIGHBOURS);
        assertThat(measures.get(OpenSetMeasure.AUROC).value()).isCloseTo(0.5255102040816326, within(1e-12));
        assertThat(measures.get(OpenSetMeasure.AUPR_IN).value()).isCloseTo(0.5349464160090022, within(1e-12));
    }

    @Test
    void differencesAreThoseOfTheSameEpisodes() {
        List<RecipeEpisodes> results = play(FIVE, Preset.QI, Preset.ORACLE);
        PairedDifference difference = results.get(1).differenceFrom(results.get(0));
        assertThat(difference.mean()).isCloseTo(0.03285714285714285, within(1e-14));
        assertThat(difference.high() - difference.mean()).isCloseTo(0.02165003511918895, within(1e-10));
    }

    @Test
    void drawsAreThoseOfTheStreamsAlone() {
        Episode first = new EpisodeDraws(TASK, NAMES, new EpisodeShape(3, 2, 4, 2), 5).draw(0);
        assertClass(first.known().get(0), 7, new int[] {11, 2}, new int[] {20, 6, 21, 12});
        assertClass(first.known().get(2), 11, new int[] {7, 3}, new int[] {23, 9, 17, 0});
        assertClass(first.unknown().get(1), 6, new int[] {}, new int[] {8, 5, 12, 24});
        Episode eighth = new EpisodeDraws(TASK, NAMES, new EpisodeShape(3, 1, 4, 2), 5).draw(7);
        assertClass(eighth.known().get(1), 5, new int[] {9}, new int[] {21, 15, 22, 2});
        assertClass(eighth.unknown().get(0), 2, new int[] {}, new int[] {18, 9, 1, 22});
    }

    private static void assertClass(DrawnClass drawn, int c, int[] support, int[] queries) {
        assertThat(drawn.classIndex()).isEqualTo(c);
        assertThat(drawn.support()).containsExactly(support);
        assertThat(drawn.queries()).containsExactly(queries);
    }

    @Test
    void moreShotsAskTheSameAndLearnMore() {
        Episode one = new EpisodeDraws(TASK, NAMES, FIVE.withShots(1), 9).draw(3);
        Episode five = new EpisodeDraws(TASK, NAMES, FIVE, 9).draw(3);
        for (int c = 0; c < 5; c++) {
            assertThat(five.known().get(c).queries())
                    .containsExactly(one.known().get(c).queries());
            assertThat(five.known().get(c).support())
                    .startsWith(one.known().get(c).support());
            assertThat(five.known().get(c).support())
                    .doesNotContain(five.known().get(c).queries());
        }
        assertThat(five.unknown())
                .extracting(DrawnClass::classIndex)
                .doesNotContainAnyElementsOf(
                        five.known().stream().map(DrawnClass::classIndex).toList());
    }

    @Test
    void resultsDependOnNeitherThreadsNorOtherRecipes() {
        List<Recipe> all =
                Arrays.stream(Preset.values()).map(p -> p.recipe(2, 0.5)).toList();
        Episodes episodes = new Episodes(TASK, NAMES, FIVE, 40, 1);
        List<RecipeEpisodes> serial = episodes.play(all, Parallel.serial());
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<RecipeEpisodes> threaded = episodes.play(all, Parallel.on(pool, 3));
            for (int r = 0; r < all.size(); r++) {
                assertThat(threaded.get(r).accuracies()).isEqualTo(serial.get(r).accuracies());
                assertThat(threaded.get(r).openSet()).isEqualTo(serial.get(r).openSet());
                assertThat(episodes.play(List.of(all.get(r)), Parallel.serial())
                                .get(0)
                                .accuracies())
                        .isEqualTo(serial.get(r).accuracies());
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Fewer rows than dimensions are solved over rows; what Imprinter answers is answered. */
    @Test
    void answersAreThoseOfImprinter() {
        for (Preset preset : Preset.values()) {
            Recipe recipe = preset.recipe(2, 0.5);
            RecipeEpisodes played = new Episodes(TASK, NAMES, new EpisodeShape(5, 3, 7, 0), 20, 5)
                    .play(List.of(recipe), Parallel.serial())
                    .get(0);
            assertThat(played.hasUnknown()).isFalse();
            EpisodeDraws draws = new EpisodeDraws(TASK, NAMES, new EpisodeShape(5, 3, 7, 0), 5);
            for (int i = 0; i < 20; i++) {
                Episode episode = draws.draw(i);
                int[] answers = Imprinter.imprint(
                                episode.support(TASK), recipe, Run.of(Semantics.CORRECTED, 5, Parallel.serial()))
                        .answer(episode.queries(TASK), Parallel.serial())
                        .classIndices();
                long right =
                        IntStream.range(0, 35).filter(q -> answers[q] == q / 7).count();
                assertThat(played.accuracies()[i]).as(preset + " " + i).isEqualTo(right / 35.0);
            }
        }
    }

    @Test
    void aShapeThatDoesNotFitIsToldWithTheClassAndWhatWould() {
        assertRefused(new EpisodeShape(13, 1, 1, 0), "ways, with 12 classes, must be in [2, 12], was 13");
        assertRefused(
                new EpisodeShape(8, 1, 1, 5),
                "unknown ways, with 12 classes of which 8 are learned, must be in [0, 4], was 5");
        assertRefused(
                new EpisodeShape(5, 11, 15, 0),
                "class c0 must have at least 26 examples for 11 shots and 15 queries, was 25; with 11 shots, queries must be in"
                        + " [1, 14]; with 15 queries, shots must be in [1, 10]");
        new EpisodeShape(5, 10, 15, 0).requireFit(TASK, NAMES);
        new EpisodeShape(5, 11, 14, 0).requireFit(TASK, NAMES);
        assertRefused(
                new EpisodeShape(5, 1, 25, 0),
                "class c0 must have at least 26 examples for 1 shot and 25 queries, was 25; with 1 shot, queries must be in [1, 24]");
        assertRefused(
                new EpisodeShape(5, 30, 25, 0),
                "class c0 must have at least 55 examples for 30 shots and 25 queries, was 25; shots and queries together must be"
                        + " in [2, 25]");
        assertRefused(
                new EpisodeShape(5, 25, 15, 0),
                "class c0 must have at least 40 examples for 25 shots and 15 queries, was 25; with 15 queries, shots must be in"
                        + " [1, 10]");
        assertThatThrownBy(() -> new EpisodeShape(1, 1, 1, 0))
                .hasMessage("episode.ways must be in [2, 1000000], was 1");
        assertThatThrownBy(() -> new Episodes(TASK, NAMES, FIVE, 1, 0))
                .hasMessage("episode.tasks must be in [2, 1000000], was 1");
    }

    private static void assertRefused(EpisodeShape shape, String message) {
        assertThatThrownBy(() -> new Episodes(TASK, NAMES, shape, 10, 0))
                .isInstanceOf(ImprintException.class)
                .hasMessage(message);
    }
}
