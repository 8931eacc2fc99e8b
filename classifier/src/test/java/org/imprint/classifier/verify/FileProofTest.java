package org.imprint.classifier.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.GoldenQuestions;
import org.imprint.classifier.export.GoldenInputs;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.GoldenAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileProofTest {

    private static final Path FILE = Path.of("birds.imprint");

    private final Backbone backbone = BundledBackbone.open();

    @AfterEach
    void close() {
        backbone.close();
    }

    /** A class of its own for each drawn image, and so an answer that is known. */
    private EmbeddingClassifier classifier() {
        EmbeddingClassifier made = EmbeddingClassifier.empty(
                backbone.dimension(), FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        List<byte[]> pictures = GoldenInputs.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            RgbImage image = ImageDecoder.decode("drawn", pictures.get(i), Orientation.AS_STORED);
            made.learn("drawn " + i, backbone.embed(List.of(image)));
        }
        return made;
    }

    private Verdict verdict(EmbeddingClassifier classifier, GoldenAnswers golden) {
        ClassifierContents contents =
                ClassifierContents.of(classifier.state(), classifier.history()).with(golden);
        return FileProof.of(FILE, contents, classifier, backbone);
    }

    @Test
    void asksWhatItCarriesAndGetsTheSame() {
        EmbeddingClassifier classifier = classifier();
        GoldenAnswers golden = GoldenQuestions.answered(classifier, backbone);
        assertThat(golden.labels()).containsExactly("drawn 0", "drawn 1", "drawn 2", "drawn 3");
        Verdict verdict = verdict(classifier, golden);
        assertThat(verdict.isProven()).as(verdict.toString()).isTrue();
        assertThat(verdict.asked()).isEqualTo(4);
        assertThat(verdict.agreeing()).isEqualTo(4);
        assertThat(verdict.largestDifference()).isZero();
    }

    @Test
    void tellsOfOtherAnswersAndOfAnotherBackbone() {
        EmbeddingClassifier classifier = classifier();
        GoldenAnswers golden = GoldenQuestions.answered(classifier, backbone);
        classifier.forget("drawn 2");
        assertThat(verdict(classifier, golden).differences())
                .extracting(Difference::aspect)
                .containsExactly(Aspect.LABEL, Aspect.SCORES);
        assertThat(verdict(classifier, GoldenQuestions.askedAgain(golden, classifier))
                        .isProven())
                .isTrue();

        FloatMatrix moved = golden.embeddings().copy();
        IntStream.range(0, moved.cols()).forEach(j -> moved.data()[j] *= 1.01f);
        GoldenAnswers ofAnother = GoldenAnswers.of(golden.images(), moved, golden.labels(), golden.scores());
        assertThat(verdict(classifier(), ofAnother).differences())
                .extracting(Difference::aspect)
                .containsExactly(Aspect.BACKBONE);
    }

    @Test
    void aFileWithoutQuestionsProvesNothing() {
        Verdict verdict = verdict(classifier(), GoldenAnswers.none());
        assertThat(verdict.isProven()).isFalse();
        assertThat(verdict.asked()).isZero();
    }
}
