package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
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
        embed("--data", idx, "--limit", 50, "--out", out);
        Files.move(out, EmbeddingWriter.partOf(out));
        Imprint other = embed("--data", idx, "--limit", 60, "--out", out);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("was begun differently").contains("rows is 60, was 50");
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
        Object[] all = new Object[args.length + 4];
        System.arraycopy(new Object[] {"evaluate", "--recipe", "oracle", "--json"}, 0, all, 0, 4);
        System.arraycopy(args, 0, all, 4, args.length);
        JsonNode json = new ObjectMapper().readTree(Imprint.run(all).out());
        return json.get("lambda").asDouble();
    }

    @Test
    void helpShowsExamplesAndRanges() {
        assertThat(embed("--help").out())
                .contains("--backbones=NAME-or-FILE", "--out-dir=DIR", "[1, 4096]", "by name or label", "Examples:");
    }
}
