package org.imprint.classifier.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.NoNorm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.source.ListedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs is said in words for people, and no longer for a thousand classes than for four. */
class DifferenceTextTest {

    private static final List<String> NAMES = List.of("heron", "gull", "plover", "knot");
    private static final Optional<List<Float>> THRESHOLDS = Optional.of(List.of(0.3481656f, 0.6390001f, 0.5f, 0.25f));

    @TempDir
    private Path folder;

    /** Class c has the one proxy e_c, so that its score is component c. */
    private static ExportedHead head(List<String> names, Optional<List<Float>> thresholds) {
        List<FloatMatrix> proxies = IntStream.range(0, names.size())
                .mapToObj(c -> {
                    float[] proxy = new float[names.size()];
                    proxy[c] = 1;
                    return FloatMatrix.ofRows(proxy);
                })
                .toList();
        return new ExportedHead(
                names, proxies, new NoNorm(), new MaxInnerProduct(), Calibration.of(1), thresholds, "r");
    }

    private Verdict verdict(ExportedHead own, ExportedHead exported, FloatMatrix embeddings) {
        Path file = folder.resolve("head.onnx");
        OnnxExport.writeHead(file, exported);
        return Verification.against(file, own, embeddings);
    }

    @Test
    void withoutThresholdsWhatIsUnknownToTheClassifierDoesNotAgree() {
        FloatMatrix embeddings = FloatMatrix.ofRows(
                new float[] {0.9f, 0, 0, 0}, new float[] {0.3f, 0, 0, 0}, new float[] {0, 0.6f, 0, 0});
        Verdict lost = verdict(head(NAMES, THRESHOLDS), head(NAMES, Optional.empty()), embeddings);
        assertThat(lost.agreeing()).isEqualTo(1);
        assertThat(lost.asked()).isEqualTo(3);
        assertThat(lost.differences())
                .containsExactly(
                        new Difference(
                                Aspect.THRESHOLDS,
                                "thresholds must be those of the classifier, 0.348 0.639 0.500 …, was without"),
                        new Difference(
                                Aspect.UNKNOWN, "embedding 1 must be unknown, was not; and so 1 more embedding"));

        Verdict more = verdict(head(NAMES, Optional.empty()), head(NAMES, THRESHOLDS), embeddings);
        assertThat(more.agreeing()).isEqualTo(1);
        assertThat(more.differences())
                .containsExactly(
                        new Difference(
                                Aspect.THRESHOLDS,
                                "thresholds must be those of the classifier, which are none, were 0.348 0.639 0.500 …"),
                        new Difference(
                                Aspect.UNKNOWN, "embedding 1 must not be unknown, was; and so 1 more embedding"));
    }

    @Test
    void anotherClassAndAnotherScoreAreNamed() {
        List<String> seven = List.of("heron", "seven", "plover", "knot");
        FloatMatrix embeddings = FloatMatrix.ofRows(new float[] {0, 1, 0, 0}, new float[] {0, 2, 0, 0});
        assertThat(verdict(head(NAMES, Optional.empty()), head(seven, Optional.empty()), embeddings)
                        .differences())
                .containsExactly(
                        new Difference(
                                Aspect.CLASSES,
                                "classes must be those of the classifier, were without gull and with seven"),
                        new Difference(Aspect.LABEL, "embedding 0 must be gull, was seven; and so 1 more embedding"));
    }

    @Test
    void listsAreBounded() {
        List<String> many = IntStream.range(0, 1000)
                .mapToObj(c -> "c" + c + "x".repeat(200))
                .toList();
        String text = Words.classes(many, NAMES).orElseThrow();
        assertThat(text)
                .startsWith("classes must be those of the classifier, were without c0xxx")
                .contains(", 997 more and with heron, gull, plover, 1 more")
                .hasSizeLessThan(300);
        assertThat(Words.classes(NAMES, NAMES)).isEmpty();
        assertThat(Words.classes(NAMES, List.of("heron", "gull", "knot", "plover")))
                .contains("classes must be in the classifier's order, class 3 of 4 must be plover, was knot");
        assertThat(Words.classes(NAMES, NAMES.subList(0, 3)))
                .contains("classes must be those of the classifier, were without knot");
    }

    @Test
    void theFirstOtherThresholdIsNamed() {
        String whose = "those of the classifier";
        assertThat(Words.thresholds(
                        whose,
                        THRESHOLDS,
                        Optional.of(List.of(0.3481656f, 0.6390001f, Float.NEGATIVE_INFINITY, 0.25f))))
                .contains("thresholds must be those of the classifier, threshold 3 of 4 must be 0.5, was none");
        assertThat(Words.thresholds(whose, THRESHOLDS, Optional.of(List.of(0.5f))))
                .contains("thresholds must be those of the classifier, of 4 numbers, were of 1");
        assertThat(Words.thresholds(whose, THRESHOLDS, THRESHOLDS)).isEmpty();
    }

    @Test
    void aHeadIsNotAskedImages() {
        Path file = folder.resolve("head.onnx");
        ExportedHead head = head(NAMES, Optional.empty());
        OnnxExport.writeHead(file, head);
        try (Backbone backbone = BundledBackbone.open();
                SampleSource images = ListedImages.of("", List.of(folder.resolve("a.png")))) {
            assertThatThrownBy(() -> Verification.against(file, head, backbone, images))
                    .hasMessage(file
                            + ": must be a file that takes images to be asked some, was one that takes embeddings");
        }
    }
}
