package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {

    private static final String BUNDLED = "/org/imprint/vision/bundled/imprint-mini";

    @TempDir
    private Path folder;

    private static Imprint embed(Object... args) {
        Object[] all = new Object[args.length + 1];
        all[0] = "embed";
        System.arraycopy(args, 0, all, 1, args.length);
        return Imprint.run(all);
    }

    /** Copies the bundled backbone to a file of another name, with another λ. */
    private Path copyOfTheBundled(String name, double lambda) throws IOException {
        Path onnx = folder.resolve(name + ".onnx");
        try (InputStream in = BundledBackbone.class.getResourceAsStream(BUNDLED + ".onnx");
                InputStream json = BundledBackbone.class.getResourceAsStream(BUNDLED + ".json")) {
            Files.copy(in, onnx);
            Files.writeString(
                    folder.resolve(name + ".json"),
                    new String(json.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("imprint-mini", name)
                            .replace("0.01,", lambda + ","));
        }
        return onnx;
    }

    @Test
    void severalBackbonesGoToTheirPlacesInOnePass() throws IOException {
        Path idx = Samples.idx(Files.createDirectory(folder.resolve("my digits")));
        Path other = copyOfTheBundled("other", 0.5);
        Imprint run =
                embed("--backbones", "imprint-mini," + other, "--data", idx, "--split", "test", "--out-dir", folder);

        assertThat(run.exitCode()).as(run.err()).isZero();
        Path embeddings = folder.resolve("embeddings/my-digits");
        Path mini = embeddings.resolve("imprint-mini/test/embeddings_my-digits_imprint-mini_test.h5");
        Path second = embeddings.resolve("other/test/embeddings_my-digits_other_test.h5");
        assertThat(run.out())
                .contains("Written: " + mini, "Written: " + second)
                .containsPattern("(?m)^imprint-mini +128 .* 10 +500 +28x28 +[0-9.]+ +[0-9]+$")
                .containsPattern("(?m)^other +128 ");
        try (EmbeddingFile a = EmbeddingFile.open(mini);
                EmbeddingFile b = EmbeddingFile.open(second)) {
            assertThat(b.readAll().data()).isEqualTo(a.readAll().data());
            Provenance provenance = b.provenance().orElseThrow();
            assertThat(provenance.backbone()).isEqualTo("other");
            assertThat(provenance.lambda()).isEqualTo(OptionalDouble.of(0.5));
            assertThat(provenance.dataSet()).isEqualTo("my-digits");
            assertThat(provenance.split()).isEqualTo("test");
        }
    }

    @Test
    void whatIsThereIsKeptAndWhatIsOtherIsRefusedUnlessOverwritten() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("a.h5");
        assertThat(embed("--data", idx, "--limit", 50, "--out", out).out()).contains("Written: " + out);
        byte[] before = Files.readAllBytes(out);

        Imprint again = embed("--data", idx, "--limit", 50, "--out", out);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("Already there: " + out);

        Imprint other = embed("--data", idx, "--limit", 60, "--batch", 16, "--out", out);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains(out + " is there already and holds something else:")
                .contains("rows is 60, was 50")
                .contains("batch is 16, was 8")
                .contains("--overwrite");
        assertThat(out).hasBinaryContent(before);

        assertThat(embed("--data", idx, "--limit", 60, "--batch", 16, "--overwrite", "--out", out)
                        .out())
                .contains("Written: " + out);
        try (EmbeddingFile file = EmbeddingFile.open(out)) {
            assertThat(file.rows()).isEqualTo(60);
        }
    }

    @Test
    void whatWasBegunDifferentlyIsRefusedUnlessOverwritten() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("a.h5");
        Provenance elsewhere = new Provenance(
                "other", "ab".repeat(32), "{}", OptionalDouble.empty(), "x", "y", "", 8, new TreeMap<>());
        try (EmbeddingWriter begun = EmbeddingWriter.open(
                out,
                new EmbeddingSpec(1, Precision.FLOAT32, elsewhere),
                SampleIndex.of(List.of(0, 0), List.of("a", "b"), List.of("one")))) {
            begun.append(FloatMatrix.of(1, 1, new float[] {1}));
        }
        Imprint other = embed("--data", idx, "--limit", 60, "--out", out);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("was begun differently").contains("backbone is imprint-mini, was other");
        assertThat(embed("--data", idx, "--limit", 60, "--overwrite", "--out", out)
                        .exitCode())
                .isZero();
        assertThat(EmbeddingWriter.partOf(out)).doesNotExist();
    }

    @Test
    void classesAreNumberedAnewAndHalfPrecisionIsHalfTheNumbers() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("few.h5");
        Imprint run = embed(
                "--data",
                idx,
                "--classes",
                "8,3",
                "--limit",
                11,
                "--precision",
                "float16",
                "--dataset",
                "MNIST",
                "--out",
                out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (EmbeddingFile file = EmbeddingFile.open(out)) {
            assertThat(file.classNames()).containsExactly("3", "8");
            assertThat(file.labels()).hasSize(11).containsOnly(0, 1);
            assertThat(file.precision()).isEqualTo(Precision.FLOAT16);
            assertThat(file.provenance().orElseThrow().dataSet()).isEqualTo("MNIST");
        }
    }

    @Test
    void evaluateTakesLambdaFromTheFileUnlessItIsTold() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("train.h5");
        embed("--backbone", copyOfTheBundled("other", 0.5), "--data", idx, "--out", out);
        assertThat(lambda("--train", out, "--test", out)).isEqualTo(0.5);
        assertThat(lambda("--train", out, "--test", out, "--lambda", 0.25)).isEqualTo(0.25);
    }

    private static double lambda(Object... args) throws IOException {
        Object[] all = new Object[args.length + 5];
        System.arraycopy(new Object[] {"evaluate", "--allow-overlap", "--recipe", "oracle", "--json"}, 0, all, 0, 5);
        System.arraycopy(args, 0, all, 5, args.length);
        JsonNode json = new ObjectMapper().readTree(Imprint.run(all).out());
        return json.get("lambda").asDouble();
    }

    @Test
    void saysWhatIsLeftOutInOneLineAndEachNameInAFile() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 2);
        Files.writeString(photos.resolve("digit 0/notes.txt"), "no image");
        Files.writeString(photos.resolve("digit 1/more.txt"), "no image");
        Files.writeString(photos.resolve("digit 1/.DS_Store"), "junk");
        Files.createSymbolicLink(photos.resolve("digit 1/gone.png"), Path.of("nowhere.png"));
        Path out = folder.resolve("a.h5");
        Path names = folder.resolve("a.h5.left-out.txt");

        Imprint run = embed("--data", photos, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("left out: 2 .txt, 1 broken link (names in " + names + ")");
        assertThat(names)
                .hasContent("digit 0/notes.txt: .txt\ndigit 1/gone.png: link leads nowhere\ndigit 1/more.txt: .txt\n");

        JsonNode json = new ObjectMapper()
                .readTree(embed("--json", "--data", photos, "--out", out).out());
        assertThat(json.at("/left_out/counts/.txt").asInt()).isEqualTo(2);
        assertThat(json.at("/left_out/items/1/name").asText()).isEqualTo("digit 1/gone.png");
        assertThat(json.at("/files/0/samples").asInt()).isEqualTo(4);
        assertThat(json.at("/files/0/there_before").asInt()).isEqualTo(4);

        Imprint inspected = Imprint.run("dataset", "inspect", photos);
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
        assertThat(inspected.out()).contains("left out: 2 .txt, 1 broken link").contains("  digit 0/notes.txt: .txt");

        Files.delete(photos.resolve("digit 0/notes.txt"));
        Files.delete(photos.resolve("digit 1/more.txt"));
        Files.delete(photos.resolve("digit 1/gone.png"));
        assertThat(embed("--data", photos, "--out", out).out()).doesNotContain("left out");
        assertThat(names).doesNotExist();
    }

    @Test
    void validationIsASplitLikeTrainAndTest() throws IOException {
        Samples.folders(folder.resolve("photos/Train"), Set.of(0, 1), 3);
        Samples.folders(folder.resolve("photos/val"), Set.of(0, 1), 2);
        Path photos = folder.resolve("photos");
        Imprint run = embed("--data", photos, "--split", "val", "--out-dir", folder);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (EmbeddingFile file = EmbeddingFile.open(
                folder.resolve("embeddings/photos/imprint-mini/val/embeddings_photos_imprint-mini_val.h5"))) {
            assertThat(file.rows()).isEqualTo(4);
            assertThat(file.classNames()).containsExactly("digit 0", "digit 1");
            assertThat(file.provenance().orElseThrow().split()).isEqualTo("val");
        }
        assertThat(embed("--data", photos, "--split", "test", "--out", folder.resolve("x.h5"))
                        .err())
                .contains(photos + ": has the splits train and val, was asked for test");
    }

    @Test
    void colouredPhotographsDoNotGoThroughTheGreyBackboneWithoutAWord() throws IOException {
        Path photos = folder.resolve("photos");
        for (String name : new String[] {"a/1.png", "a/2.png", "b/1.png", "b/2.png"}) {
            BufferedImage red = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
            red.createGraphics().fillRect(name.charAt(2), 2, 9, 9);
            red.setRGB(
                    0,
                    0,
                    24,
                    9,
                    Collections.nCopies(216, 0xc02010 + name.hashCode() % 99).stream()
                            .mapToInt(i -> i)
                            .toArray(),
                    0,
                    24);
            Files.createDirectories(photos.resolve(name).getParent());
            ImageIO.write(red, "png", photos.resolve(name).toFile());
        }
        String warning = "the images are coloured, but imprint-mini sees only 28 × 28 grey pixels";
        Imprint silent = embed("--data", photos, "--out", folder.resolve("a.h5"));
        assertThat(silent.exitCode()).as(silent.err()).isZero();
        assertThat(silent.err()).contains(warning).contains("imprint backbone install resnet18");
        assertThat(Imprint.run("quickstart", "--data", photos, "--k", 1, "--out", folder.resolve("q"))
                        .err())
                .contains(warning);
        assertThat(embed("--backbone", "imprint-mini", "--data", photos, "--out", folder.resolve("b.h5"))
                        .err())
                .isEmpty();
        Path grey = Samples.folders(folder.resolve("grey"), Set.of(0, 1), 2);
        assertThat(embed("--data", grey, "--out", folder.resolve("c.h5")).err()).isEmpty();
    }

    @Test
    void helpShowsExamplesAndRanges() {
        assertThat(embed("--help").out())
                .contains("--backbones=NAME-or-FILE", "--out-dir=DIR", "[1, 4096]", "by name or label", "Examples:");
    }

    @Test
    void quickstartSaysWhenItJudgesOnAValidationSplit() throws IOException {
        Path photos = folder.resolve("split");
        Samples.folders(photos.resolve("train"), Set.of(0, 1), 4);
        Samples.folders(photos.resolve("valid"), Set.of(0, 1), 2);
        Imprint run = Imprint.run("quickstart", "--data", photos, "--k", 1, "--out", folder.resolve("q"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(photos + " has no test split: accuracies are those of " + photos.resolve("valid"));
    }
}
