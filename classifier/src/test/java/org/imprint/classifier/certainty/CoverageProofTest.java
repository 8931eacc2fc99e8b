package org.imprint.classifier.certainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.data.Task;
import org.imprint.core.episode.DrawnClass;
import org.imprint.core.episode.Episode;
import org.imprint.core.episode.EpisodeDraws;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.BundledSample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a classifier promises of thresholds and sets, over 1,000 seeded tasks of the bundled digits: 10 classes of 30 examples, 50 images of each
 * asked.
 *
 * <p>The share refused is α within one point. Sets hold the true class as often as was stated, less three deviations of the mean over the
 * tasks: one task's share has about √(s (1 − s) (1/300 + 1/500)), a threshold of 300 examples counted over 500 images, which for s = 0.9 and
 * 1,000 tasks is 0.0007.
 */
@Tag("slow")
class CoverageProofTest {

    private static final int TASKS = 1000;
    private static final int SHOTS = 30;
    private static final int QUERIES = 50;
    private static final double ALPHA = 0.05;
    private static final double STATED = 0.9;
    private static final double ALLOWANCE =
            3 * Math.sqrt(STATED * (1 - STATED) * (1.0 / (10 * SHOTS) + 1.0 / (10 * QUERIES)) / TASKS);

    private static Task digits;

    @BeforeAll
    static void embed() throws InterruptedException {
        SampleSource source = BundledSample.open().train();
        try (Backbone backbone = BundledBackbone.open()) {
            int[] labels = IntStream.range(0, source.size()).map(source::label).toArray();
            digits = Task.of(
                    Embedder.of(backbone).embed(source, Progress.NONE),
                    labels,
                    IntStream.range(0, 10).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Preset.class,
            names = {"QI", "PAPER"})
    void keepsItsPromises(Preset preset) {
        EpisodeDraws draws = new EpisodeDraws(
                digits,
                IntStream.range(0, 10).mapToObj(c -> "digit " + c).toList(),
                new EpisodeShape(10, SHOTS, QUERIES, 0),
                FitOptions.DEFAULT_SEED);
        long refused = 0;
        long held = 0;
        for (int i = 0; i < TASKS; i++) {
            Episode episode = draws.draw(i);
            EmbeddingClassifier classifier = fit(episode, preset.recipe(20));
            for (DrawnClass drawn : episode.known()) {
                for (Prediction answer :
                        classifier.predict(digits.get(drawn.classIndex()).rows().select(drawn.queries()))) {
                    refused += answer.isUnknown() ? 1 : 0;
                    held += answer.set().orElseThrow().stream()
                                    .anyMatch(c -> c.name().equals(name(drawn)))
                            ? 1
                            : 0;
                }
            }
        }
        double asked = 10.0 * QUERIES * TASKS;

        assertThat(refused / asked).isCloseTo(ALPHA, within(0.01));
        assertThat(held / asked).isBetween(STATED - ALLOWANCE, STATED + 0.03);
    }

    private static EmbeddingClassifier fit(Episode episode, Recipe recipe) {
        Map<String, FloatMatrix> rows = new LinkedHashMap<>();
        episode.known()
                .forEach(
                        c -> rows.put(name(c), digits.get(c.classIndex()).rows().select(c.support())));
        return EmbeddingClassifier.fit(
                rows,
                FitOptions.standard()
                        .with(recipe)
                        .with(new Certainty(
                                Optional.of(Rejection.of(ALPHA)),
                                ProbabilityMethod.TEMPERATURE,
                                OptionalDouble.of(STATED))));
    }

    private static String name(DrawnClass drawn) {
        return "digit " + drawn.classIndex();
    }
}
