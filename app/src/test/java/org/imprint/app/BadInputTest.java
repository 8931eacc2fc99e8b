package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: one sentence that names file, legal and actual; exit code 2; nothing half-written. */
class BadInputTest {

    private static final float MARK = 7.3125e7f;

    @TempDir
    private Path folder;

    private Imprint refused(Object... args) {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("out.h5")).doesNotExist();
        return run;
    }

    private Imprint embed(Path data) {
        return refused("embed", "--data", data, "--out", folder.resolve("out.h5"));
    }

    private Imprint evaluate(Path train, Path test, Object... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"evaluate", "--train", train, "--test", test}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return refused(args);
    }

    @Test
    void missingFileIsNamed() {
        assertThat(embed(folder.resolve("nowhere")).err()).contains(folder + "/nowhere: ");
        assertThat(evaluate(folder.resolve("a.h5"), folder.resolve("b.h5")).err())
                .contains(folder + "/a.h5: ");
        assertThat(refused("quickstart", "--data", folder.resolve("no"), "--out", folder.resolve("out"))
                        .err())
                .contains(folder + "/no: ");
    }

    @Test
    void truncatedIdxNamesBothNumbers() throws IOException {
        Path idx = Samples.idx(folder);
        byte[] whole;
        try (var in =
                new java.util.zip.GZIPInputStream(Files.newInputStream(idx.resolve("train-images-idx3-ubyte.gz")))) {
            whole = in.readAllBytes();
        }
        Files.delete(idx.resolve("train-images-idx3-ubyte.gz"));
        Files.write(idx.resolve("train-images-idx3-ubyte"), Arrays.copyOf(whole, 5000));

        assertThat(embed(idx).err())
                .contains("train-images-idx3-ubyte: ")
                .contains("1000×28×28")
                .contains("4984");
    }

    @Test
    void wrongMagicIsNamed() throws IOException {
        Path idx = Samples.idx(folder);
        Files.delete(idx.resolve("train-images-idx3-ubyte.gz"));
        Files.write(idx.resolve("train-images-idx3-ubyte"), new byte[2000]);
        assertThat(embed(idx).err()).contains("train-images-idx3-ubyte: ");
    }

    @Test
    void labelsOfAnotherCountAreNamed() throws IOException {
        Path idx = Samples.idx(folder);
        Files.move(
                idx.resolve("t10k-labels-idx1-ubyte.gz"),
                idx.resolve("train-labels-idx1-ubyte.gz"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(embed(idx).err())
                .contains("train-labels-idx1-ubyte.gz: ")
                .contains("500")
                .contains("1000");
    }

    @Test
    void truncatedHdf5IsNamed() throws IOException {
        Path whole = h5(
                "whole.h5", new int[] {0, 0, 1, 1}, List.of(), FloatMatrix.of(4, 2, new float[] {1, 0, 1, 1, 0, 1, 2, 1
                }));
        Path cut = folder.resolve("cut.h5");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 700));
        assertThat(evaluate(cut, whole).err()).contains("cut.h5: ");
    }

    @Test
    void anImageThatIsNoneIsNamed() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 3);
        Files.writeString(photos.resolve("digit 0/broken.png"), "not an image");
        assertThat(embed(photos).err()).contains("broken.png: ");
    }

    @Test
    void oneClassIsNotEnough() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(4), 3);
        assertThat(embed(photos).err()).contains(photos + ": ").contains("2");
    }

    @Test
    void zeroAndNanEmbeddingsAreNamedByRow() throws IOException {
        Path good = h5("good.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1}));
        Path zero = h5("zero.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, 0, 0, MARK}));
        replaceMark(zero, 0);
        Path nan = h5("nan.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, MARK, 0, 1}));
        replaceMark(nan, Float.NaN);
        assertThat(evaluate(zero, good).err()).contains("zero.h5: row 1").contains("zeros");
        assertThat(evaluate(good, nan).err()).contains("nan.h5: row 0").contains("NaN");
    }

    @Test
    void kBelowOneIsRefusedWithItsRange() throws IOException {
        Path good = h5("good.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1}));
        assertThat(evaluate(good, good, "--k", 0).err()).contains("--k must be in [1, 10000], was 0");
        assertThat(refused("quickstart", "--k", 0, "--out", folder.resolve("out"))
                        .err())
                .contains("--k must be in [1, 10000], was 0");
    }

    @Test
    void aNamedClassWithoutRowsIsRefused() throws IOException {
        Path hole = h5(
                "hole.h5", new int[] {0, 2}, List.of("cat", "dog", "owl"), FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1
                }));
        assertThat(evaluate(hole, hole).err()).contains("hole.h5: class 1 (dog) must have at least one row, was 0");
    }

    @Test
    void filesOfDifferentWidthAreRefused() throws IOException {
        Path two = h5("two.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1}));
        Path three = h5("three.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 3, new float[] {1, 0, 0, 0, 1, 1}));
        assertThat(evaluate(two, three).err())
                .contains("three.h5: embeddings must have the 2 columns of")
                .contains("had 3");
    }

    @Test
    void unknownRecipesAndSeedsAreRefused() throws IOException {
        Path good = h5("good.h5", new int[] {0, 1}, List.of(), FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1}));
        assertThat(evaluate(good, good, "--recipe", "papper").err())
                .contains(
                        "recipe must be one of qi, hosoda, janson, paper, oracle (imprint fit takes auto too), was papper");
        assertThat(evaluate(good, good, "--allow-overlap", "--seed", -1).err())
                .contains("seed must be in [0, 4294967295], was -1");
        assertThat(evaluate(good, good, "--lambda", 0).err()).contains("--lambda must be a finite number > 0, was 0.0");
    }

    @Test
    void aBackboneWithoutDescriptorIsExplained() throws IOException {
        Path onnx = Files.write(folder.resolve("model.onnx"), new byte[] {1, 2, 3});
        Imprint run =
                refused("embed", "--backbone", onnx, "--data", Samples.idx(folder), "--out", folder.resolve("out.h5"));
        assertThat(run.err()).contains("model.json").contains("\"output\"");
    }

    @Test
    void anOnnxFileOfAnotherOutputShapeIsRefused() throws IOException {
        Path onnx = folder.resolve("mini.onnx");
        try (var in = BadInputTest.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini.onnx")) {
            Files.copy(in, onnx);
        }
        String descriptor;
        try (var in = BadInputTest.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini.json")) {
            descriptor = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        Files.writeString(
                folder.resolve("mini.json"), descriptor.replaceFirst("\"dimension\": *\\d+", "\"dimension\": 7"));
        Imprint run =
                refused("embed", "--backbone", onnx, "--data", Samples.idx(folder), "--out", folder.resolve("out.h5"));
        assertThat(run.err()).contains("mini.onnx: ").contains("7");
    }

    @Test
    void unknownClassesAndLostOnesAreRefused() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("out.h5");
        assertThat(refused("embed", "--data", idx, "--classes", "3,cot", "--out", out)
                        .err())
                .contains("class must be one of 0, 1, 2")
                .contains("was 'cot'");
        assertThat(refused("embed", "--data", idx, "--limit", 9, "--out", out).err())
                .contains("it has 10 classes) must be in [10, 2147483647], was 9");
    }

    @Test
    void numbersOutOfRangeAreRefused() throws IOException {
        Path idx = Samples.idx(folder);
        Path out = folder.resolve("out.h5");
        assertThat(refused("embed", "--data", idx, "--batch", 0, "--out", out).err())
                .contains("--batch must be in [1, 4096], was 0");
        assertThat(refused("embed", "--data", idx, "--workers", 0, "--out", out).err())
                .contains("--workers must be in [1, 1024], was 0");
        assertThat(refused("embed", "--data", idx, "--precision", "float8", "--out", out)
                        .err())
                .contains("precision must be one of float32, float16, was float8");
    }

    @Test
    void severalBackbonesNeedAFolder() throws IOException {
        Path idx = Samples.idx(folder);
        assertThat(refused("embed", "--backbones", "a.onnx,b.onnx", "--data", idx, "--out", folder.resolve("out.h5"))
                        .err())
                .contains("--out needs exactly one backbone (or --out-dir DIR), was 2");
        assertThat(refused("embed", "--data", idx).err()).contains("--out").contains("--out-dir");
        assertThat(refused(
                                "embed",
                                "--backbones",
                                "imprint-mini,imprint-mini",
                                "--data",
                                idx,
                                "--out-dir",
                                folder.resolve("out"))
                        .err())
                .contains("backbones of a pass must have one file each");
        assertThat(refused("embed", "--descriptor", "a.json", "--data", idx, "--out-dir", folder.resolve("out"))
                        .err())
                .contains("--descriptor needs --backbone");
    }

    /** Puts another number where {@link #MARK} stands, which our writer would refuse. */
    private static void replaceMark(Path file, float number) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getFloat(at) != MARK) {
            at++;
        }
        Files.write(file, bytes.putFloat(at, number).array());
    }

    private Path h5(String name, int[] labels, List<String> classNames, FloatMatrix rows) throws IOException {
        Path file = folder.resolve(name);
        List<Integer> boxed = Arrays.stream(labels).boxed().toList();
        List<String> ids = boxed.stream().map(l -> "").toList();
        List<String> unique = new java.util.ArrayList<>(ids);
        for (int i = 0; i < unique.size(); i++) {
            unique.set(i, "sample " + i);
        }
        Provenance provenance = new Provenance(
                "none", "0".repeat(64), "{}", OptionalDouble.empty(), "made", "test", "", 1, new TreeMap<>());
        EmbeddingSpec spec = new EmbeddingSpec(rows.cols(), Precision.FLOAT32, provenance);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec, SampleIndex.of(boxed, unique, classNames))) {
            writer.append(rows);
            writer.finish();
        }
        return file;
    }
}
