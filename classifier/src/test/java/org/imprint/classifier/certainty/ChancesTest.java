package org.imprint.classifier.certainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.FoldedAnswers;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probabilities and sets of a classifier of three classes that overlap. */
class ChancesTest {

    private static final int D = 8;
    private static final List<String> NAMES = List.of("crane", "heron", "stork");

    /** n points of class c: noise, and 1 at place c. */
    private static FloatMatrix rows(int c, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 3 + c);
        FloatMatrix x = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            x.data()[i] = (float) (random.nextGaussian() * 0.7 + (i % D == c ? 1 : 0));
        }
        return x;
    }

    private static EmbeddingClassifier birds(int each, ProbabilityMethod method, OptionalDouble coverage) {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < NAMES.size(); c++) {
            classes.put(NAMES.get(c), rows(c, each, 1));
        }
        return EmbeddingClassifier.fit(
                classes,
                FitOptions.standard()
                        .with(Preset.QI.published())
                        .with(new Certainty(Optional.empty(), method, coverage)));
    }

    private static Map<String, Double> probabilities(Prediction answer) {
        Map<String, Double> all = new LinkedHashMap<>();
        answer.top(9).forEach(c -> all.put(c.name(), c.probability()));
        return all;
    }

    @ParameterizedTest
    @EnumSource(ProbabilityMethod.class)
    void neverChangesAnAnswerAndComesBackFromAFile(ProbabilityMethod method, @TempDir Path folder) {
        EmbeddingClassifier plain = birds(700, ProbabilityMethod.TEMPERATURE, OptionalDouble.empty());
        EmbeddingClassifier birds = birds(700, method, OptionalDouble.of(0.9));
        Path file = folder.resolve("birds.imprint");
        birds.save(file);
        EmbeddingClassifier read = EmbeddingClassifier.open(file);

        FloatMatrix queries = rows(1, 200, 2);
        List<Prediction> answers = birds.predict(queries);
        List<Prediction> back = read.predict(queries);
        for (int i = 0; i < answers.size(); i++) {
            Prediction one = answers.get(i);
            assertThat(one.label()).isEqualTo(plain.predict(queries.row(i)).label());
            assertThat(probabilities(one).values().stream().mapToDouble(p -> p).sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(probabilities(back.get(i))).isEqualTo(probabilities(one));
            assertThat(back.get(i).set()).isEqualTo(one.set());
            assertThat(one.set().orElseThrow())
                    .containsExactlyElementsOf(one.top(3).stream()
                            .filter(c -> c.probability()
                                    >= birds.state().sets().orElseThrow().value())
                            .toList());
        }
        assertThat(read.state().calibration()).isEqualTo(birds.state().calibration());
        assertThat(birds.state().calibration().map().method()).isEqualTo(method);
    }

    @Test
    void setsHoldTheTrueClassAsOftenAsWasAsked() {
        EmbeddingClassifier birds = birds(700, ProbabilityMethod.VENN_ABERS, OptionalDouble.of(0.9));
        ConformalThreshold sets = birds.state().sets().orElseThrow();
        assertThat(sets.coverage()).as("⌈0.9 · 2101⌉ / 2101").isEqualTo(1891 / 2101.0);

        int held = 0;
        int n = 3000;
        for (int c = 0; c < NAMES.size(); c++) {
            String name = NAMES.get(c);
            held += (int) birds.predict(rows(c, n / 3, 3)).stream()
                    .filter(p -> p.set().orElseThrow().stream()
                            .anyMatch(m -> m.name().equals(name)))
                    .count();
        }

        // 3,000 draws and a threshold of 2,100 rows: four deviations are 4 √(0.09 (1/3000 + 1/2100)) = 0.034
        assertThat(held / (double) n).isBetween(0.866, 0.934);
    }

    /** Leave-one-out of k-means holds the partition: there the threshold is that of proxies made anew without a tenth. */
    @Test
    void setsOfKMeansComeFromFolds() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        NAMES.forEach(name -> classes.put(name, rows(classes.size(), 30, 7)));
        Recipe recipe = Preset.PAPER.recipe(3, 1);
        ClassifierState state = EmbeddingClassifier.fit(
                        classes,
                        FitOptions.standard()
                                .with(recipe)
                                .with(new Certainty(
                                        Optional.empty(), ProbabilityMethod.TEMPERATURE, OptionalDouble.of(0.8))))
                .state();

        FoldedAnswers folded = FoldedAnswers.of(
                Task.of(IntStream.range(0, 3)
                        .mapToObj(c -> new ClassRows(
                                c, state.classes().get(c).examples().rows()))
                        .toList()),
                recipe,
                Optional.empty(),
                state.settings().run(Parallel.serial()));
        double[][] p = IntStream.range(0, 90)
                .mapToObj(i -> state.temperature().probabilities(folded.scores().row(i)))
                .toArray(double[][]::new);
        assertThat(state.sets()).contains(ConformalThreshold.of(DoubleMatrix.ofRows(p), folded.truth(), 0.8));
    }

    /** Without its only row a class has no vote, which is a share like another; with products it scores −∞. */
    @Test
    void aClassOfOneExampleHasNoPart() {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            classes.add(new ClassRows(c, rows(c, c == 1 ? 1 : 12, 7)));
        }
        Task task = Task.of(classes);
        Recipe products = Preset.QI.published();
        for (Recipe recipe : List.of(products, products.with(NearestVote.nearest(Metric.COSINE)))) {
            LeaveOneOut found = LeaveOneOut.of(task, recipe, Run.of(Semantics.CORRECTED, 17, Parallel.serial()));

            assertThat(found.size()).isEqualTo(25);
            assertThat(Chances.of(found).size()).isEqualTo(24);
        }
    }

    @Test
    void setsOfTooFewExamplesHoldAllClasses() {
        EmbeddingClassifier birds = birds(2, ProbabilityMethod.TEMPERATURE, OptionalDouble.of(0.9));

        assertThat(birds.state().sets()).contains(ConformalThreshold.ALL);
        assertThat(birds.predict(rows(0, 1, 2).row(0)).set().orElseThrow())
                .extracting(ScoredClass::name)
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(birds(2, ProbabilityMethod.TEMPERATURE, OptionalDouble.empty())
                        .predict(rows(0, 1, 2).row(0))
                        .set())
                .as("none was asked for")
                .isEmpty();
    }

    @Test
    void refusesAMapOfTooFewExamplesAtAFitAloneAndGoesBackToATemperatureLater() {
        assertThatThrownBy(() -> birds(166, ProbabilityMethod.VENN_ABERS, OptionalDouble.empty()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("examples for probabilities by venn-abers must be at least 500 that leave-one-out can ask,"
                        + " was 498; take temperature, or give more");
        EmbeddingClassifier birds = birds(167, ProbabilityMethod.VENN_ABERS, OptionalDouble.empty());

        birds.forget("stork");
        birds.calibrate();

        assertThat(birds.state().calibration().map().method()).isEqualTo(ProbabilityMethod.TEMPERATURE);
        birds.learn("stork", rows(2, 167, 1));
        birds.calibrate();
        assertThat(birds.state().calibration().map())
                .isEqualTo(birds(167, ProbabilityMethod.VENN_ABERS, OptionalDouble.empty())
                        .state()
                        .calibration()
                        .map());
    }

    @Test
    void saysWhatKeepsAMapFromBeingFoundWhereItIsNotTheNumberOfExamples() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < NAMES.size(); c++) {
            classes.put(NAMES.get(c), rows(c, 167, 1));
        }
        FitOptions options = FitOptions.standard()
                .with(Preset.HOSODA.published())
                .with(new Certainty(Optional.empty(), ProbabilityMethod.VENN_ABERS, OptionalDouble.empty()));
        assertThatThrownBy(() -> EmbeddingClassifier.fit(classes, options))
                .isInstanceOf(ImprintException.class)
                .hasMessage("probabilities by venn-abers are found by leave-one-out, which needs a fit for each example"
                        + " with this recipe, and there are more than 500, was 501; take temperature");
    }

    /** The map tells the share of right answers: over new images the mean probability of answers is near it. */
    @ParameterizedTest
    @EnumSource(ProbabilityMethod.class)
    void answersAreRightAsOftenAsTheySay(ProbabilityMethod method) {
        EmbeddingClassifier birds = birds(700, method, OptionalDouble.empty());
        double said = 0;
        double right = 0;
        int n = 3000;
        for (int c = 0; c < NAMES.size(); c++) {
            for (Prediction p : birds.predict(rows(c, n / 3, 5))) {
                said += p.probability() / n;
                right += p.label().equals(NAMES.get(c)) ? 1.0 / n : 0;
            }
        }

        assertThat(right).isBetween(0.5, 0.9);
        assertThat(said).isCloseTo(right, within(0.05));
    }
}
