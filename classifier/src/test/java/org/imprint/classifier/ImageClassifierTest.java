package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.intake.SameImage;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.source.BundledSample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digits of the bundled sample in folders of their own, seen by the bundled backbone. */
class ImageClassifierTest {

    private static Backbone backbone;

    @BeforeAll
    static void open() {
        backbone = BundledBackbone.open();
    }

    @AfterAll
    static void close() {
        backbone.close();
    }

    /** Writes the first images of some digits, {@code FOLDER/digit-D/NN.png}. */
    static void write(Path folder, int each, int... digits) throws IOException {
        try (SampleSource source = BundledSample.open().train()) {
            for (int digit : digits) {
                Path own = Files.createDirectories(folder.resolve("digit-" + digit));
                for (int i = 0, n = 0; n < each; i++) {
                    if (source.label(i) == digit) {
                        Files.write(own.resolve(String.format("%02d.png", n++)), Thumbnail.encode(source.image(i), 28));
                    }
                }
            }
        }
    }

    @Test
    void fitsAFolderAndAnswers(@TempDir Path dir) throws Exception {
        write(dir.resolve("train"), 20, 0, 1);
        write(dir.resolve("new"), 20, 4);
        ImageClassifier digits = ImageClassifier.fit(backbone, dir.resolve("train"));
        Path four = dir.resolve("new/digit-4/19.png");

        assertThat(digits.predict(dir.resolve("train/digit-1/03.png")).label()).isEqualTo("digit-1");
        assertThat(digits.intake().orElseThrow().isWhole()).isTrue();
        Files.move(four, dir.resolve("unseen.png"));
        Intake lesson = digits.learn("four", dir.resolve("new/digit-4"));
        assertThat(lesson.added()).isEqualTo(19);
        Prediction answer = digits.predict(dir.resolve("unseen.png"));
        assertThat(answer.label()).isEqualTo("four");
        assertThat(digits.predict(Files.readAllBytes(dir.resolve("unseen.png"))).score())
                .isEqualTo(answer.score());
        assertThat(answer.nearest(1).get(0).example().source())
                .isEqualTo(dir.resolve("new/digit-4").toString());
    }

    @Test
    void givesAnAccountOfEveryFile(@TempDir Path dir) throws Exception {
        write(dir, 5, 0, 1);
        Files.copy(dir.resolve("digit-0/00.png"), dir.resolve("digit-0/again.png"));
        Files.copy(dir.resolve("digit-0/01.png"), dir.resolve("digit-1/zero.png"));
        Files.write(dir.resolve("digit-1/bad.png"), new byte[] {1, 2, 3});
        Files.writeString(dir.resolve("digit-1/notes.txt"), "none");

        Intake intake = ImageClassifier.fit(backbone, dir).intake().orElseThrow();

        assertThat(intake.images()).isEqualTo(13);
        assertThat(intake.added()).isEqualTo(11);
        assertThat(intake.repeated())
                .containsExactly(new SameImage("digit-0/again.png", "digit-0", "digit-0/00.png", "digit-0"));
        assertThat(intake.shared())
                .containsExactly(new SameImage("digit-1/zero.png", "digit-1", "digit-0/01.png", "digit-0"));
        assertThat(intake.bad()).extracting(BadImage::id).containsExactly("digit-1/bad.png");
        assertThat(intake.leftOut().toString()).isEqualTo("1 .txt");
    }

    @Test
    void tellsOfALessonWhatIsThereAlready(@TempDir Path dir) throws Exception {
        write(dir.resolve("train"), 5, 0, 1);
        ImageClassifier digits = ImageClassifier.fit(backbone, dir.resolve("train"));

        Intake lesson = digits.learn("digit-0", dir.resolve("train/digit-0"));

        assertThat(lesson.added()).isZero();
        assertThat(lesson.repeated()).hasSize(5);
        assertThat(digits.history().done()).hasSize(1);
        assertThat(digits.learn("zero", dir.resolve("train/digit-0/00.png")).shared())
                .extracting(SameImage::otherClass)
                .containsExactly("digit-0");
    }

    @Test
    void refusesAClassWithoutAnImageThatCanBeUsed(@TempDir Path dir) throws Exception {
        write(dir, 2, 0, 1);
        Files.write(Files.createDirectories(dir.resolve("empty")).resolve("a.png"), new byte[] {1});

        assertThatThrownBy(() -> ImageClassifier.fit(backbone, dir))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("class empty must have at least one image that can be used, its one cannot: ");
        assertThat(List.of(dir.toFile().list())).contains("empty");
    }

    @Test
    void isTheSameAfterItWasSavedAndOpened(@TempDir Path dir) throws Exception {
        write(dir.resolve("train"), 8, 0, 1);
        write(dir.resolve("new"), 4, 4);
        ImageClassifier digits = ImageClassifier.fit(backbone, dir.resolve("train"));
        digits.learn("four", dir.resolve("new/digit-4"));
        Path file = dir.resolve("digits.imprint");
        digits.save(file);

        ImageClassifier opened = ImageClassifier.open(file, backbone);
        Path image = dir.resolve("new/digit-4/02.png");
        assertThat(opened.predict(image).score())
                .isEqualTo(digits.predict(image).score());
        assertThat(opened.predict(image).probability())
                .isEqualTo(digits.predict(image).probability());
        assertThat(opened.undo().change().sentence()).isEqualTo("learned 4 examples of the new class four");
        assertThat(opened.classNames()).containsExactly("digit-0", "digit-1");
        assertThatThrownBy(() ->
                        ImageClassifier.empty(backbone, FitOptions.standard()).save(file))
                .hasMessageContaining("classifier must have at least one class to be saved, was 0");
        assertThat(EmbeddingClassifier.open(file).classNames()).containsExactly("digit-0", "digit-1", "four");
    }
}
