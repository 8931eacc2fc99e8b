package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.Test;

class EmbeddingClassifierTest {

    private static final int D = 16;

    /** n points around a centre of their own. */
    private static FloatMatrix cloud(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] centre = random.doubles(D, -1, 1).toArray();
        FloatMatrix x = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            x.data()[i] = (float) (centre[i % D] + random.nextDouble(-0.3, 0.3));
        }
        return x;
    }

    private static EmbeddingClassifier birds() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("heron", cloud(1, 30));
        classes.put("stork", cloud(2, 30));
        return EmbeddingClassifier.fit(classes);
    }

    @Test
    void answersWithTheClassThatAnEmbeddingLooksLike() {
        Prediction answer = birds().predict(cloud(2, 31).row(30));

        assertThat(answer.label()).isEqualTo("stork");
        assertThat(answer.top(5)).extracting(ScoredClass::name).containsExactly("stork", "heron");
        assertThat(answer.margin()).isPositive();
        assertThat(answer.probability()).isBetween(0.5, 1.0);
        assertThat(answer.nearest(3))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.className()).isEqualTo("stork"));
    }

    @Test
    void namesTheNearestProxyOfEachClass() {
        EmbeddingClassifier birds = birds();
        Prediction answer = birds.predict(cloud(2, 31).row(30));
        List<NearProxy> nearest = answer.nearestProxies();

        assertThat(nearest).extracting(NearProxy::className).containsExactly("stork", "heron");
        assertThat(nearest).allSatisfy(p -> {
            assertThat(p.proxies()).isEqualTo(20);
            double score = answer.top(2).stream()
                    .filter(c -> c.name().equals(p.className()))
                    .findFirst()
                    .orElseThrow()
                    .score();
            assertThat(p.value()).as("the largest product is the class's score").isCloseTo(score, within(1e-6));
        });
        float[] near =
                birds.state().classes().get(1).proxies().row(nearest.get(0).proxy());
        assertThat(birds.predict(near).nearestProxies().get(0).proxy())
                .isEqualTo(nearest.get(0).proxy());
    }

    @Test
    void learnsForgetsAndTakesBack() {
        EmbeddingClassifier birds = birds();
        float[] crane = cloud(3, 21).row(20);
        Prediction before = birds.predict(crane);

        assertThat(birds.learn("crane", cloud(3, 20))).isEqualTo(20);
        assertThat(birds.predict(crane).label()).isEqualTo("crane");
        birds.undo();
        assertThat(birds.predict(crane).score()).isEqualTo(before.score());
        birds.redo();
        birds.rename("crane", "grus");
        birds.merge("stork", "grus");
        assertThat(birds.classNames()).containsExactly("heron", "grus");
        birds.undo();
        assertThat(birds.classNames()).containsExactly("heron", "stork", "grus");
        birds.forget("heron");
        assertThat(birds.classNames()).containsExactly("stork", "grus");
        assertThat(birds.history().done())
                .extracting(e -> e.change().sentence())
                .containsExactly(
                        "fitted 2 classes from 60 examples",
                        "learned 20 examples of the new class crane",
                        "renamed crane to grus",
                        "forgot class heron with 30 examples");
    }

    @Test
    void learningInPartsIsLearningAtOnce() {
        EmbeddingClassifier parts = birds();
        FloatMatrix cranes = cloud(3, 40);
        parts.learn("crane", cranes.rows(25, 40));
        parts.learn("crane", cranes.rows(0, 25));
        EmbeddingClassifier once = birds();
        once.learn("crane", cranes);

        assertThat(parts.state().classes().get(2).proxies().toArray())
                .isEqualTo(once.state().classes().get(2).proxies().toArray());
    }

    @Test
    void namesTheClassThatIsMissing() {
        assertThatThrownBy(() -> birds().forget("herom"))
                .isInstanceOf(ImprintException.class)
                .hasMessage("there is no class herom; did you mean heron?");
        assertThatThrownBy(() -> birds().undo()).hasMessageStartingWith("there is no change that can be undone");
        assertThat(List.of(birds().classNames())).isNotEmpty();
    }

    @Test
    void namesTheExampleThatCannotBeUsed() {
        EmbeddingClassifier half = EmbeddingClassifier.fit(
                Map.of("heron", cloud(1, 3)), FitOptions.standard().with(Precision.FLOAT16));
        Example zero = new Example("heron/black.png", "", ContentDigest.of(new byte[] {1}));
        FloatMatrix row = FloatMatrix.zeros(1, D);

        assertThatThrownBy(() -> birds().learn("heron", List.of(zero), row))
                .isInstanceOf(ImprintException.class)
                .hasMessage("embedding of heron/black.png must not be zero under NORMpre l2, was zero");
        row.data()[3] = 1e-9f;
        assertThatThrownBy(() -> half.learn("heron", List.of(zero), row))
                .hasMessage(
                        "embedding of heron/black.png must not be zero under NORMpre l2, was zero after it was rounded to"
                                + " float16");
        row.data()[3] = 70_000;
        assertThatThrownBy(() -> half.learn("heron", List.of(zero), row))
                .hasMessage("embedding of heron/black.png must be finite in float16, was 70000.0 at position 3");
    }

    @Test
    void asksForTheLambdaThatLeastSquaresNeeds() {
        FitOptions oracle = FitOptions.standard().with(Preset.ORACLE.published());

        assertThatThrownBy(() -> EmbeddingClassifier.fit(Map.of("heron", cloud(1, 3)), oracle))
                .isInstanceOf(ImprintException.class)
                .hasMessage(
                        "λ of least squares must be a number, in the recipe or the backbone's descriptor, was not given");
    }

    @Test
    void erasesAClassOfWhichNoExamplesAreKept() {
        EmbeddingClassifier birds = EmbeddingClassifier.fit(
                Map.of("heron", cloud(1, 3)), FitOptions.standard().with(Keeping.PROXIES));
        birds.learn("stork", cloud(2, 3));
        birds.rename("stork", "crane");

        assertThat(birds.erase("heron")).isEqualTo(3);
        assertThat(birds.classNames()).containsExactly("crane");
        assertThat(birds.history().done()).allSatisfy(e -> assertThat(e.edits()).isEmpty());
        assertThat(birds.moment().history()).isSameAs(birds.history());
        assertThatThrownBy(birds::undo).hasMessageEndingWith("the last one was: erased 3 examples");
    }

    @Test
    void findsItsOwnTemperatureAndNeverChangesAnAnswerByIt() {
        EmbeddingClassifier birds = birds();
        Prediction sure = birds.predict(cloud(2, 31).row(30));

        assertThat(birds.state().temperature().value()).isLessThan(1); // cosines are far too close for exp alone
        assertThat(sure.probability()).isGreaterThan(0.9);
        birds.learn("crane", cloud(3, 20));
        assertThat(birds.calibrate()).isTrue();
        assertThat(birds.predict(cloud(2, 31).row(30)).score()).isEqualTo(sure.score());
    }

    @Test
    void saysNoneOfTheseWhereItWasAskedTo() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("heron", cloud(1, 200));
        classes.put("stork", cloud(2, 10));
        EmbeddingClassifier birds =
                EmbeddingClassifier.fit(classes, FitOptions.standard().rejecting(0.05));

        assertThat(birds.state().classes())
                .allSatisfy(c -> assertThat(c.threshold()).isPresent());
        assertThat(birds.predict(cloud(9, 1)).get(0).isUnknown()).isTrue();
        long refused = birds.predict(cloud(1, 1200).rows(200, 1200)).stream()
                .filter(Prediction::isUnknown)
                .count();
        // 5 % of 1,000 are 50; the threshold is one of 200 scores, which alone moves it by some 15
        assertThat(refused).isBetween(10L, 110L);
        EmbeddingClassifier always =
                EmbeddingClassifier.fit(classes, FitOptions.standard().withoutUnknown());
        assertThat(always.predict(cloud(9, 1)).get(0).isUnknown()).isFalse();
    }

    @Test
    void erasingLeavesNothingInTemperatureAndThresholds() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("heron", cloud(1, 12));
        classes.put("stork", cloud(2, 12));
        FloatMatrix strange =
                FloatMatrix.concat(List.of(classes.get("stork"), cloud(1, 13).rows(12, 13)));
        FitOptions options = FitOptions.standard().rejecting(0.1);
        EmbeddingClassifier never = EmbeddingClassifier.fit(classes, options);
        classes.put("stork", strange);
        EmbeddingClassifier erased = EmbeddingClassifier.fit(classes, options);
        Set<Example> kept = Set.copyOf(never.state().classes().get(1).examples().examples());
        Set<Example> herons =
                Set.copyOf(never.state().classes().get(0).examples().examples());
        assertThat(erased.state().temperature()).isNotEqualTo(never.state().temperature());

        assertThat(erased.erase(e -> !kept.contains(e) && !herons.contains(e))).isEqualTo(1);

        assertThat(erased.state().temperature()).isEqualTo(never.state().temperature());
        for (int c = 0; c < 2; c++) {
            assertThat(erased.state().classes().get(c).threshold())
                    .isPresent()
                    .isEqualTo(never.state().classes().get(c).threshold());
        }
        erased.erase("heron"); // nothing is left to find a temperature by
        assertThat(erased.state().isCalibrated()).isFalse();
    }

    @Test
    void isAsSureWithoutExamplesAsWithThem() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("heron", cloud(1, 40));
        classes.put("stork", cloud(2, 10));
        FitOptions options = FitOptions.standard().rejecting(0.05);
        EmbeddingClassifier with = EmbeddingClassifier.fit(classes, options);
        EmbeddingClassifier without = EmbeddingClassifier.fit(classes, options.with(Keeping.PROXIES));
        float[] query = cloud(2, 31).row(30);

        assertThat(without.predict(query).probability())
                .isEqualTo(with.predict(query).probability());
        assertThat(without.state().classes().get(1).threshold())
                .isEqualTo(with.state().classes().get(1).threshold())
                .isPresent();
        assertThat(without.state().classes()).noneMatch(LearnedClass::hasExamples);
        without.learn("crane", cloud(3, 5));
        assertThat(without.classNames()).contains("crane");
    }
}
