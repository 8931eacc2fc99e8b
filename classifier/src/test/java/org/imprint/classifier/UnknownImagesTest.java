package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.export.ExportNames;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.verify.Verification;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.KnownScoreChoice;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.backbone.OnnxResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownImagesTest {

    private static final int DIM = 6;

    @TempDir
    private Path folder;

    /** Rows about one corner of a cube, as ReLU features are: none below zero. */
    private static FloatMatrix corner(int at, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, DIM);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextDouble() + (i % DIM == at ? 2 : 0);
        }
        return x;
    }

    private static Map<String, FloatMatrix> birds(int n) {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("gull", corner(0, n, 1));
        classes.put("heron", corner(1, n, 2));
        classes.put("swan", corner(2, n, 3));
        return classes;
    }

    private static FitOptions by(KnownScore score) {
        FitOptions standard = FitOptions.standard().with(Preset.QI.published());
        return standard.with(standard.certainty().with(Optional.of(new Rejection(0.05, Optional.of(score)))));
    }

    @Test
    void isAskedForUnlessToldOtherwise() {
        EmbeddingClassifier classifier = EmbeddingClassifier.fit(birds(25));

        assertThat(classifier.state().settings().certainty().rejection()).contains(Rejection.of(0.05));
        assertThat(classifier.state().calibration().known().basis()).isEqualTo(KnownScoreChoice.Basis.LEFT_OUT_CLASSES);
        Prediction far = classifier.predict(corner(5, 1, 9)).get(0);
        assertThat(far.isUnknown()).isTrue();
        assertThat(far.toString()).startsWith("unknown, nearest ");
        assertThat(classifier.classNames()).contains(far.label());
        assertThat(far.knownScore()).isLessThan(far.threshold().orElseThrow().value());
    }

    @Test
    void refusesNothingWhereExamplesAreTooFew() {
        EmbeddingClassifier classifier = EmbeddingClassifier.fit(birds(4));

        assertThat(classifier.state().classes()).allMatch(c -> c.threshold().isEmpty());
        assertThat(classifier.predict(corner(5, 1, 9)).get(0).isUnknown()).isFalse();
    }

    /** What is left out and what is asked later differ in the last bits of floats. */
    @ParameterizedTest
    @EnumSource(
            value = KnownScore.class,
            names = {"PROXY", "ENERGY", "NEIGHBOURS"})
    void aClassOfEqualImagesKnowsThem(KnownScore score) {
        for (int seed = 0; seed < 20; seed++) {
            FloatMatrix one = corner(0, 1, seed);
            Map<String, FloatMatrix> classes = birds(40);
            classes.put("gull", FloatMatrix.concat(Collections.nCopies(40, one)));

            assertThat(EmbeddingClassifier.fit(classes, by(score))
                            .predict(one)
                            .get(0)
                            .isUnknown())
                    .as("seed %s", seed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(KnownScore.class)
    void aFileAnswersAsItWasWritten(KnownScore score) {
        EmbeddingClassifier written = EmbeddingClassifier.fit(birds(40), by(score));
        Path file = folder.resolve("birds.imprint");
        written.save(file);
        EmbeddingClassifier read = EmbeddingClassifier.open(file);

        assertThat(read.state().calibration()).isEqualTo(written.state().calibration());
        FloatMatrix queries = FloatMatrix.concat(List.of(corner(0, 20, 7), corner(5, 20, 8)));
        List<Prediction> ours = written.predict(queries);
        List<Prediction> theirs = read.predict(queries);
        for (int i = 0; i < 40; i++) {
            assertThat(theirs.get(i).knownScore()).isEqualTo(ours.get(i).knownScore());
            assertThat(theirs.get(i).isUnknown()).isEqualTo(ours.get(i).isUnknown());
            assertThat(read.predict(queries.row(i)).isUnknown())
                    .isEqualTo(ours.get(i).isUnknown());
        }
        assertThat(ours).extracting(Prediction::isUnknown).contains(false);
    }

    @ParameterizedTest
    @EnumSource(KnownScore.class)
    void anExportedFileTakesTheSameImagesForNone(KnownScore score) {
        EmbeddingClassifier classifier = EmbeddingClassifier.fit(birds(40), by(score));
        ExportedHead head = ExportedHead.of(classifier.state());
        Path file = folder.resolve("birds.onnx");
        OnnxExport.writeHead(file, head);
        FloatMatrix queries = FloatMatrix.concat(List.of(corner(0, 60, 7), corner(4, 30, 8), corner(5, 30, 8)));
        List<Prediction> ours = classifier.predict(queries);

        assertThat(Verification.golden(file).differences()).isEmpty();
        assertThat(Verification.against(file, head, queries).differences()).isEmpty();
        try (OnnxProgram program = OnnxProgram.open(file)) {
            OnnxResults theirs = program.run(ExportNames.EMBEDDINGS, queries);
            for (int i = 0; i < ours.size(); i++) {
                assertThat(theirs.flags(ExportNames.UNKNOWN)[i])
                        .isEqualTo(ours.get(i).isUnknown());
            }
        }
        assertThat(ours).extracting(Prediction::isUnknown).contains(true, false);
    }

    @Test
    void anotherScoreInTheFileIsADifference() {
        FloatMatrix queries = corner(4, 10, 8);
        Path file = folder.resolve("birds.onnx");
        OnnxExport.writeHead(
                file,
                ExportedHead.of(EmbeddingClassifier.fit(birds(40), by(KnownScore.NEIGHBOURS))
                        .state()));
        ExportedHead other = ExportedHead.of(
                EmbeddingClassifier.fit(birds(40), by(KnownScore.MAHALANOBIS)).state());

        assertThat(Verification.against(file, other, queries).differences())
                .anyMatch(d ->
                        d.what().equals("what is held against thresholds must be mahalanobis, was neighbours m=3"));
    }

    @Test
    void seesTheExamplesThatAreThereNow() {
        EmbeddingClassifier classifier = EmbeddingClassifier.fit(birds(40), by(KnownScore.NEIGHBOURS));
        FloatMatrix ducks = corner(5, 40, 11);
        double before = classifier.predict(ducks.row(0)).knownScore();
        Prediction asked = classifier.predict(ducks.row(0));

        classifier.learn("duck", ducks);
        Prediction after = classifier.predict(ducks.row(0));
        assertThat(after.label()).isEqualTo("duck");
        assertThat(after.knownScore()).isGreaterThan(before);
        assertThat(after.threshold()).isEmpty();
        assertThat(asked.knownScore()).isEqualTo(before);

        assertThat(classifier.calibrate()).isTrue();
        assertThat(classifier.predict(ducks.row(0)).threshold()).isPresent();
        classifier.undo();
        assertThat(classifier.predict(ducks.row(0)).knownScore()).isEqualTo(before);
    }

    @Test
    void withoutExamplesAScoreThatNeedsThemIsRefused() {
        assertThatThrownBy(() -> EmbeddingClassifier.fit(
                        birds(40), by(KnownScore.NEIGHBOURS).with(Keeping.PROXIES)))
                .isInstanceOf(ImprintException.class)
                .hasMessage(
                        "the score neighbours needs the examples, which are not kept: keep them, or ask for auto, proxy,"
                                + " energy or softmax");
        EmbeddingClassifier auto =
                EmbeddingClassifier.fit(birds(40), FitOptions.standard().with(Keeping.PROXIES));
        assertThat(auto.state().calibration().known().score().needsExamples()).isFalse();
        assertThat(auto.predict(corner(5, 1, 9)).get(0).isUnknown()).isTrue();
    }

    @Test
    void mahalanobisOfTooFewIsRefused() {
        assertThatThrownBy(() -> EmbeddingClassifier.fit(birds(4), by(KnownScore.MAHALANOBIS)))
                .hasMessage(
                        "the score mahalanobis needs examples less classes to be at least 2 d = 12 for a covariance,"
                                + " was 12 - 3");
    }

    @Test
    void sharesOfVotesAreNotTried() {
        Recipe means = Preset.QI.published();
        Recipe votes = new Recipe(
                means.pre(),
                means.presampling(),
                means.generator(),
                means.post(),
                means.inf(),
                NearestVote.nearest(Metric.COSINE));
        EmbeddingClassifier classifier =
                EmbeddingClassifier.fit(birds(40), FitOptions.standard().with(votes));

        assertThat(classifier.state().calibration().known().score().needsExamples())
                .isTrue();
        assertThat(classifier.predict(corner(5, 1, 9)).get(0).isUnknown()).isTrue();
    }
}
