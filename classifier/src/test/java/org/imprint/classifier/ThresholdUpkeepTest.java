package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.classifier.backboneclass.BackboneClasses;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thresholds and sets when classes come, go and come back. */
class ThresholdUpkeepTest {

    private static final int DIM = 12;

    @TempDir
    private Path folder;

    /** Rows in two heaps that have nothing in common, so that the nearest examples tell more than their mean. */
    private static FloatMatrix heaps(int c, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, DIM);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < DIM; j++) {
                x.data()[i * DIM + j] = (float) random.nextDouble() + (j == 4 * c + i % 4 ? 2 : 0);
            }
        }
        return x;
    }

    private static EmbeddingClassifier birds() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("gull", heaps(0, 80, 1));
        classes.put("heron", heaps(1, 80, 2));
        classes.put("swan", heaps(2, 80, 3));
        EmbeddingClassifier birds =
                EmbeddingClassifier.fit(classes, FitOptions.standard().with(Preset.QI.published()));
        assertThat(score(birds)).isEqualTo(KnownScore.NEIGHBOURS);
        return birds;
    }

    private static KnownScore score(EmbeddingClassifier birds) {
        return birds.state().calibration().known().score();
    }

    private static Optional<Threshold> threshold(EmbeddingClassifier birds, String name) {
        return birds.state().classes().get(birds.state().indexOf(name)).threshold();
    }

    private static long refused(EmbeddingClassifier birds, FloatMatrix rows) {
        return birds.predict(rows).stream().filter(Prediction::isUnknown).count();
    }

    @Test
    void aClassThatComesBackHasNoThresholdOfAnotherScore() {
        EmbeddingClassifier birds = birds();
        assertThat(threshold(birds, "swan")).isPresent();
        birds.forget("swan");
        birds.calibrate();
        assertThat(score(birds)).isEqualTo(KnownScore.PROXY); // of two classes none can be left out

        birds.undo();
        assertThat(threshold(birds, "swan")).isEmpty();
        assertThat(refused(birds, heaps(2, 200, 9))).isZero();
        birds.calibrate();
        birds.forget("swan");
        birds.undo();
        assertThat(threshold(birds, "swan")).isPresent(); // nothing else was found since
        assertThat(refused(birds, heaps(2, 200, 9))).isLessThan(30);
    }

    @Test
    void aClassThatComesBackFromAFileHasNoThresholdOfAnotherScore() {
        EmbeddingClassifier birds = birds();
        birds.forget("swan");
        Path file = folder.resolve("birds.imprint");
        birds.save(file);

        EmbeddingClassifier read = EmbeddingClassifier.open(file);
        read.undo();
        assertThat(score(read)).isEqualTo(KnownScore.PROXY);
        assertThat(threshold(read, "swan")).isEmpty();
        assertThat(refused(read, heaps(2, 200, 9))).isZero();
    }

    @Test
    void whatWasMergedOrLearnedComesBackLikewise() {
        EmbeddingClassifier birds = birds();
        birds.merge("swan", "gull");
        birds.calibrate();
        birds.undo();
        assertThat(List.of(threshold(birds, "swan"), threshold(birds, "gull"))).containsOnly(Optional.empty());
        assertThat(refused(birds, heaps(0, 200, 8))).isZero();

        EmbeddingClassifier others = birds();
        others.learn("duck", heaps(0, 20, 7));
        others.forget("swan");
        others.forget("duck");
        others.calibrate();
        others.undo();
        others.undo();
        others.undo();
        assertThat(threshold(others, "swan")).isEmpty();
    }

    @Test
    void aClassKeepsWhatWasFoundUnderEitherName() {
        EmbeddingClassifier birds = birds();
        birds.rename("gull", "tern");
        birds.forget("swan");
        birds.calibrate();
        birds.undo();
        Optional<Threshold> found = threshold(birds, "tern");

        birds.undo();
        assertThat(found).isPresent();
        assertThat(threshold(birds, "gull")).isEqualTo(found);
        birds.redo();
        assertThat(threshold(birds, "tern")).isEqualTo(found);
    }

    /** Classes as a backbone has them: directions of weights, of either sign. */
    private static BackboneClasses own(int n) {
        SplittableRandom random = new SplittableRandom(4);
        FloatMatrix weights = FloatMatrix.zeros(n, DIM);
        for (int i = 0; i < weights.data().length; i++) {
            weights.data()[i] = (float) random.nextDouble() - 0.4f;
        }
        return new BackboneClasses(
                IntStream.range(0, n).mapToObj(c -> "own " + c).toList(), weights, new float[n]);
    }

    private static EmbeddingClassifier kept(Optional<KnownScore> score, Recipe recipe) {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("gull", heaps(0, 80, 1));
        classes.put("heron", heaps(1, 80, 2));
        classes.put("swan", heaps(2, 80, 3));
        Certainty asked = new Certainty(
                Optional.of(new Rejection(0.05, score)), ProbabilityMethod.TEMPERATURE, OptionalDouble.of(0.9));
        EmbeddingClassifier birds = EmbeddingClassifier.fit(
                classes, FitOptions.standard().with(recipe).with(asked));
        birds.keep(own(100));
        return birds;
    }

    private static Stream<Arguments> keptBy() {
        return Arrays.stream(KnownScore.values())
                .flatMap(s ->
                        Stream.of(Preset.QI.published(), Preset.PAPER.recipe(4)).map(r -> Arguments.of(s, r)));
    }

    /** α = 5 % and a coverage of 90 %, of 600 images; three standard errors of a binomial are 2.7 and 3.7 points. */
    @ParameterizedTest
    @MethodSource("keptBy")
    void whatIsStatedHoldsBesideTheClassesOfABackbone(KnownScore score, Recipe recipe) {
        EmbeddingClassifier birds = kept(Optional.of(score), recipe);
        int refused = 0;
        int held = 0;
        for (int c = 0; c < 3; c++) {
            for (Prediction p : birds.predict(heaps(c, 200, 20 + c))) {
                refused += p.isUnknown() ? 1 : 0;
                held += holds(p, birds.classNames().get(c)) ? 1 : 0;
            }
        }

        assertThat(refused / 600.0).isBetween(0.0, 0.08);
        assertThat(held / 600.0).isBetween(0.86, 0.94);
        assertThat(birds.state().classes().subList(3, 103))
                .allMatch(c -> c.threshold().isEmpty());
        assertThat(birds.state().classes().subList(0, 3))
                .allMatch(c -> c.threshold().isPresent());
    }

    private static boolean holds(Prediction p, String name) {
        return p.set().orElseThrow().stream().anyMatch(s -> s.name().equals(name));
    }

    /** The oracle: a classifier that never learned the example, with the same classes kept. */
    @Test
    void eachExampleIsAskedAmongTheClassesOfTheBackbone() {
        Recipe means = Preset.QI.published();
        EmbeddingClassifier birds = kept(Optional.of(KnownScore.PROXY), means);
        LeaveOneOut found = SelfQuestion.of(birds.state(), Parallel.serial());

        assertThat(found.size()).isEqualTo(240);
        assertThat(found.classes()).isEqualTo(103);
        ExampleSet gulls = birds.state().classes().get(0).examples();
        for (int i = 0; i < 10; i++) {
            FloatMatrix row = gulls.rows().rows(i, i + 1);
            int left = i;
            Map<String, FloatMatrix> classes = new LinkedHashMap<>();
            classes.put(
                    "gull",
                    gulls.rows()
                            .select(IntStream.range(0, 80)
                                    .filter(j -> j != left)
                                    .toArray()));
            classes.put("heron", heaps(1, 80, 2));
            classes.put("swan", heaps(2, 80, 3));
            EmbeddingClassifier without =
                    EmbeddingClassifier.fit(classes, FitOptions.standard().with(means));
            without.keep(own(100));
            float[] scores =
                    without.state().head().classScores(row, Parallel.serial()).row(0);
            for (int c = 0; c < 103; c++) {
                assertThat(found.scores().get(i, c)).isCloseTo(scores[c], within(1e-6f));
            }
            assertThat(birds.classNames().get(found.answers()[i]))
                    .isEqualTo(without.predict(row.row(0)).label());
        }
    }

    @Test
    void takingTheBackbonesClassesBackFindsWhatWasFoundBefore() {
        EmbeddingClassifier birds = kept(Optional.of(KnownScore.ENERGY), Preset.QI.published());
        Calibration among = birds.state().calibration();
        birds.undo();
        Calibration alone = birds.state().calibration();
        assertThat(alone).isNotEqualTo(among);
        birds.calibrate();
        assertThat(birds.state().calibration()).isEqualTo(alone);
        birds.redo();
        assertThat(birds.state().calibration()).isEqualTo(among);

        birds.learn("duck", FloatMatrix.concat(List.of(heaps(0, 40, 7), heaps(1, 40, 6))));
        assertThat(threshold(birds, "duck")).isEmpty();
        assertThat(birds.calibrate()).isTrue(); // a class that stands behind those without examples
        assertThat(threshold(birds, "duck")).isPresent();
        assertThat(threshold(birds, "own 3")).isEmpty();
    }

    @Test
    void keptClassesBehindProxiesAloneTakeAwayWhatTheyMove() {
        Certainty asked = new Certainty(
                Optional.of(new Rejection(0.05, Optional.of(KnownScore.SOFTMAX))),
                ProbabilityMethod.TEMPERATURE,
                OptionalDouble.of(0.9));
        EmbeddingClassifier birds = EmbeddingClassifier.fit(
                Map.of("gull", heaps(0, 80, 1), "heron", heaps(1, 80, 2), "swan", heaps(2, 80, 3)),
                FitOptions.standard().with(Preset.QI.published()).with(asked).with(Keeping.PROXIES));
        assertThat(threshold(birds, "gull")).isPresent();
        birds.keep(own(100));

        assertThat(threshold(birds, "gull")).isEmpty();
        assertThat(birds.state().calibration().sets()).isEmpty();
        assertThat(refused(birds, heaps(0, 200, 8))).isZero();
    }

    @Test
    void aFileWithoutExamplesHasAScoreThatNeedsNone() {
        Recipe leastSquares = Preset.ORACLE.recipe(20, 0.1);
        Map<String, FloatMatrix> classes =
                Map.of("gull", heaps(0, 80, 1), "heron", heaps(1, 80, 2), "swan", heaps(2, 80, 3));
        FitOptions options = FitOptions.standard().with(leastSquares);
        EmbeddingClassifier named = EmbeddingClassifier.fit(
                classes,
                options.with(options.certainty()
                        .with(Optional.of(new Rejection(0.05, Optional.of(KnownScore.NEIGHBOURS))))));
        assertThatThrownBy(() -> named.contents().withoutExamples())
                .hasMessage("the score neighbours needs the examples, which are not kept: keep them, or ask for auto,"
                        + " proxy, energy or softmax");

        ClassifierState auto = kept(Optional.empty(), Preset.QI.published())
                .contents()
                .withoutExamples()
                .state();
        assertThat(auto.calibration().known().score().needsExamples()).isFalse();
        assertThat(auto.classes().get(0).threshold()).isPresent();
    }

    @Test
    void aFileWithoutExamplesIsRefusedWhereNoOtherScoreCanBeFound() {
        EmbeddingClassifier birds = birds();
        birds.forget("swan");
        birds.forget("heron");

        assertThatThrownBy(() -> birds.contents().withoutExamples())
                .hasMessage("the score neighbours needs the examples, which are not to be kept, and another cannot be"
                        + " found: leave-one-out needs at least 2 classes and 3 examples, was 1 and 80");
    }
}
