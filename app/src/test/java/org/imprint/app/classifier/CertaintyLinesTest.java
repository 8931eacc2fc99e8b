package org.imprint.app.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.core.unknown.KnownScore;
import org.junit.jupiter.api.Test;

/** Why thresholds and sets were not found, of two classes of noise. */
class CertaintyLinesTest {

    private static final String REFITS =
            "found by leave-one-out, which needs a fit for each example with this recipe, and there are more than 500, was 502";

    private static Map<String, FloatMatrix> noise(int each) {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < 2; c++) {
            FloatMatrix x = FloatMatrix.zeros(each, 4);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) (random.nextGaussian() + (i % 4 == c ? 1 : 0));
            }
            classes.put("class " + c, x);
        }
        return classes;
    }

    private static ClassifierState fitted(Preset preset, int each) {
        return EmbeddingClassifier.fit(
                        noise(each),
                        FitOptions.standard()
                                .with(preset.published())
                                .with(new Certainty(
                                        Optional.of(Rejection.of(0.05)),
                                        ProbabilityMethod.TEMPERATURE,
                                        OptionalDouble.of(0.9))))
                .state();
    }

    @Test
    void saysThatARecipeWouldBeFittedTooOften() {
        ClassifierState state = fitted(Preset.HOSODA, 251);
        assertThat(new UnknownLines(state).lines()).containsExactly("never unknown: thresholds are " + REFITS);
        assertThat(new CertaintyLines(state).sets()).containsExactly("90 % asked: all classes, as sets are " + REFITS);
    }

    @Test
    void saysThatASingleVoteTellsNothing() {
        FitOptions janson = FitOptions.standard().with(Preset.JANSON.published());
        FitOptions bare = janson.with(Keeping.PROXIES);
        ClassifierState state = EmbeddingClassifier.fit(noise(30), bare).state();
        assertThat(state.classes()).allMatch(c -> c.threshold().isEmpty());
        assertThat(new UnknownLines(state).lines())
                .containsExactly("never unknown: scores are all equal where one proxy votes (m = 1)");

        for (KnownScore score : List.of(KnownScore.PROXY, KnownScore.ENERGY, KnownScore.SOFTMAX)) {
            Certainty named = janson.certainty().with(Optional.of(new Rejection(0.05, Optional.of(score))));
            assertThatThrownBy(() -> EmbeddingClassifier.fit(noise(30), janson.with(named)))
                    .hasMessageEndingWith("as its share of the votes is always 1, was " + score.wireName());
        }
        assertThat(EmbeddingClassifier.fit(noise(30), janson).state().classes())
                .as("by the nearest examples")
                .allMatch(c -> c.threshold().isPresent());
    }

    @Test
    void saysThatExamplesAreTooFew() {
        ClassifierState state = fitted(Preset.HOSODA, 4);
        assertThat(new UnknownLines(state).lines())
                .containsExactly(
                        "never unknown: thresholds at 5 % need 19 examples, of at least two classes with at least"
                                + " 2 each; there are 8 in 2 of 2 classes");
        assertThat(new CertaintyLines(state).sets())
                .containsExactly(
                        "90 % asked: all classes, as that needs at least 9 examples that leave-one-out can ask");
    }
}
