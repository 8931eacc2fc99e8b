package org.imprint.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.ImageClassifier;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.source.BundledSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    private static final List<String> BIRDS = List.of("heron", "stork", "crane", "ibis");

    private static Judged judged(String name, String truth, String answer) {
        return new Judged(name, truth, answer, false);
    }

    private static Judged none(String name, String truth, String nearest) {
        return new Judged(name, truth, nearest, true);
    }

    /** By hand. */
    private static Evaluation some() {
        return Evaluation.of(
                BIRDS,
                List.of(
                        judged("1", "stork", "stork"),
                        judged("2", "heron", "heron"),
                        judged("3", "heron", "stork"),
                        judged("4", "stork", "heron"),
                        judged("5", "heron", "stork"),
                        none("6", "heron", "heron"),
                        judged("7", "stork", "crane"),
                        judged("8", "Ibis", "ibis"),
                        none("9", "gull", "crane"),
                        judged("10", "gull", "heron")));
    }

    @Test
    void countsImagesOfClassesThatAreKnown() {
        Evaluation e = some();
        assertThat(e.n()).isEqualTo(7);
        assertThat(e.right()).isEqualTo(2);
        assertThat(e.accuracy()).isEqualTo(2.0 / 7);
        assertThat(e.interval()).isEqualTo(WilsonInterval.of(2, 7));
        assertThat(e.unknown()).isEqualTo(1);
        assertThat(e.untested()).containsExactly("crane", "ibis");
        assertThat(e.classes())
                .containsExactly(
                        new ClassScore("heron", 4, 2, 1, 0.25, 0.5, 2 * 0.5 * 0.25 / 0.75),
                        new ClassScore("stork", 3, 3, 1, 1.0 / 3, 1.0 / 3, 1.0 / 3),
                        new ClassScore("crane", 0, 1, 0, 0, 0, 0));
        assertThat(e.meanRecall()).isCloseTo((0.25 + 1.0 / 3) / 2, within(1e-15));
    }

    @Test
    void tellsOfClassesThatAreNotKnownAndDropsNoImage() {
        Evaluation e = some();
        assertThat(e.foreign())
                .containsExactly(
                        new ForeignClass("Ibis", Optional.of("ibis"), 1, 0),
                        new ForeignClass("gull", Optional.empty(), 2, 1));
        assertThat(e.cells().stream().flatMap(c -> c.images().stream()))
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void cellsHoldTheirImagesInTheOrderOfClasses() {
        assertThat(some().cells())
                .containsExactly(
                        new ConfusionCell("heron", Optional.of("heron"), List.of("2")),
                        new ConfusionCell("heron", Optional.of("stork"), List.of("3", "5")),
                        new ConfusionCell("heron", Optional.empty(), List.of("6")),
                        new ConfusionCell("stork", Optional.of("heron"), List.of("4")),
                        new ConfusionCell("stork", Optional.of("stork"), List.of("1")),
                        new ConfusionCell("stork", Optional.of("crane"), List.of("7")),
                        new ConfusionCell("Ibis", Optional.of("ibis"), List.of("8")),
                        new ConfusionCell("gull", Optional.of("heron"), List.of("10")),
                        new ConfusionCell("gull", Optional.empty(), List.of("9")));
    }

    @Test
    void namesWhatIsMostConfusedFirst() {
        assertThat(some().mostConfused(2))
                .containsExactly(
                        new ConfusionCell("heron", Optional.of("stork"), List.of("3", "5")),
                        new ConfusionCell("stork", Optional.of("heron"), List.of("4")));
        assertThat(some().mostConfused(9)).hasSize(3);
    }

    /** sklearn's definition, recomputed: recall and precision of a class are counts of pairs. */
    @Test
    void measuresAreThoseOfPlainCounts() {
        SplittableRandom random = new SplittableRandom(5);
        List<Judged> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(new Judged(
                    "i" + i, BIRDS.get(random.nextInt(4)), BIRDS.get(random.nextInt(4)), random.nextInt(10) == 0));
        }
        Evaluation e = Evaluation.of(BIRDS, many);
        assertThat(e.right()).isEqualTo(many.stream().filter(Judged::isRight).count());
        for (ClassScore c : e.classes()) {
            long n = many.stream().filter(j -> j.trueClass().equals(c.name())).count();
            long answered = many.stream()
                    .filter(j -> !j.unknown() && j.answer().equals(c.name()))
                    .count();
            assertThat(c.recall()).isEqualTo((double) c.right() / n);
            assertThat(c.precision()).isEqualTo((double) c.right() / answered);
        }
        assertThat(e.cells().stream().mapToInt(ConfusionCell::count).sum()).isEqualTo(3000);
    }

    @Test
    void hasNoAccuracyWhereNoClassIsKnown() {
        Evaluation e = Evaluation.of(BIRDS, List.of(judged("1", "gull", "heron")));
        assertThat(e.accuracy()).isNaN();
        assertThat(e.interval()).isEqualTo(new WilsonInterval(0, 1));
        assertThat(e.classes()).isEmpty();
        assertThat(e.untested()).isEqualTo(BIRDS);
    }

    @Test
    void composesNamesOfFolders() {
        Evaluation e = Evaluation.of(List.of("caf\u00e9"), List.of(judged("1", "cafe\u0301", "caf\u00e9")));
        assertThat(e.right()).isEqualTo(1);
    }

    /** Digits of the bundled sample, some below a folder of another name, and a file that is no image. */
    @Test
    void judgesAFolderAndDropsNoFile(@TempDir Path dir) throws Exception {
        write(dir.resolve("train/nought"), 0, 0, 12);
        write(dir.resolve("train/one"), 1, 0, 12);
        write(dir.resolve("test/nought"), 0, 12, 15);
        write(dir.resolve("test/one"), 1, 12, 16);
        write(dir.resolve("test/Nought"), 0, 16, 18);
        Files.write(dir.resolve("test/one/bad.png"), new byte[] {1, 2, 3});
        try (Backbone backbone = BundledBackbone.open()) {
            Evaluation e = Evaluation.of(ImageClassifier.fit(backbone, dir.resolve("train")), dir.resolve("test"));
            assertThat(e.n()).isEqualTo(7);
            assertThat(e.right()).isEqualTo(7);
            assertThat(e.foreign()).containsExactly(new ForeignClass("Nought", Optional.of("nought"), 2, 0));
            assertThat(e.cells())
                    .contains(new ConfusionCell(
                            "nought",
                            Optional.of("nought"),
                            List.of("nought/12.png", "nought/13.png", "nought/14.png")));
            assertThat(e.bad()).extracting(BadImage::id).containsExactly("one/bad.png");
        }
    }

    private static void write(Path folder, int digit, int from, int to) throws IOException {
        Files.createDirectories(folder);
        try (SampleSource source = BundledSample.open().train()) {
            for (int i = 0, n = 0; n < to; i++) {
                if (source.label(i) == digit && n++ >= from) {
                    Files.write(folder.resolve((n - 1) + ".png"), Thumbnail.encode(source.image(i), 28));
                }
            }
        }
    }

    @Test
    void refusesNothingAndAnswersOfAnotherClassifier() {
        assertThatThrownBy(() -> Evaluation.of(BIRDS, List.of()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("there must be at least one answer to judge, was 0");
        assertThatThrownBy(() -> Evaluation.of(BIRDS, List.of(judged("a.png", "heron", "herom"))))
                .hasMessage("answer for a.png must be a class of the classifier, was herom; did you mean heron?");
    }
}
