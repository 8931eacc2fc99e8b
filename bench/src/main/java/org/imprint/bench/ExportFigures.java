package org.imprint.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.export.ExportNames;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.OnnxRuntime;
import org.imprint.vision.image.RgbImage;

/**
 * Compares an exported classifier in plain ONNX Runtime with our own code on the same images, one thread each, and times the export.
 *
 * <pre>
 *   mvn -q -B -pl bench -am -DskipTests package
 *   java -Xmx3g -cp bench/target/imprint-bench-0.1.0-SNAPSHOT.jar:bench/target/lib/* org.imprint.bench.ExportFigures \
 *        --backbone FILE.onnx [--classes 1000] [--k 20] [--batch 8] [--rounds 15]
 * </pre>
 *
 * <p>The descriptor lies beside the model. Images are made, of several sizes, and in memory on both sides, in native memory for the runtime; labels must be equal. Every
 * case runs once in a round, after three rounds that do not count. Printed is one JSON line for each size: the medians over the rounds of
 * the exported rate divided by ours in the same round, by the clock and by the processor time of the process; and one for the export:
 * milliseconds of each of five, the first of them cold.
 */
public final class ExportFigures {

    private static final Set<String> OPTIONS = Set.of("--backbone", "--classes", "--k", "--batch", "--rounds");
    private static final int[][] SIZES = {{500, 375}, {224, 224}, {1600, 1200}};
    private static final int EXPORTS = 5;
    private static final int UNCOUNTED = 3;
    private static final int REPEATS = 4;

    private ExportFigures() {}

    /** Runs all cases. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new ImprintException(
                        "options must be some of " + OPTIONS + " with a value each, was " + String.join(" ", args));
            }
            options.put(args[i], args[i + 1]);
        }
        int classes = Integer.parseInt(options.getOrDefault("--classes", "1000"));
        int k = Integer.parseInt(options.getOrDefault("--k", "20"));
        int batch = Integer.parseInt(options.getOrDefault("--batch", "8"));
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "15"));
        Path file = Files.createTempFile("imprint-bench", ".onnx");
        try (Backbone backbone = Backbone.open(Path.of(options.getOrDefault("--backbone", "backbone.onnx")))) {
            ExportedHead head = head(classes, k, backbone.dimension());
            System.out.println(exports(file, head, backbone));
            for (int[] size : SIZES) {
                List<RgbImage> images = images(size, batch);
                try (PlainSession session = new PlainSession(file, images)) {
                    System.out.println(compare(session, head.head(), backbone, images, rounds));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static String exports(Path file, ExportedHead head, Backbone backbone) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < EXPORTS; i++) {
            long start = System.nanoTime();
            OnnxExport.write(file, head, backbone);
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        return String.format(
                Locale.ROOT,
                "{\"case\": \"export\", \"proxies\": %d, \"bytes\": %d, \"ms\": %s}",
                head.head().size(),
                Files.size(file),
                times);
    }

    private static String compare(PlainSession session, Head head, Backbone backbone, List<RgbImage> images, int rounds)
            throws Exception {
        requireSame(session, head, backbone, images);
        List<Rate> exported = new ArrayList<>();
        List<Rate> own = new ArrayList<>();
        for (int round = -UNCOUNTED; round < rounds; round++) {
            Rate theirs = Rate.of(() -> repeat(images, session::labels));
            Rate ours =
                    Rate.of(() -> repeat(images, () -> head.classScores(backbone.embed(images), Parallel.serial())));
            if (round >= 0) {
                exported.add(theirs);
                own.add(ours);
            }
        }
        return String.format(
                Locale.ROOT,
                "{\"case\": \"%dx%d\", \"batch\": %d, \"exported_per_cpu_second\": %.1f, \"own_per_cpu_second\": %.1f, "
                        + "\"ratio\": %.3f, \"cpu_ratio\": %.3f}",
                images.get(0).width(),
                images.get(0).height(),
                images.size(),
                Rate.median(exported, own, (a, b) -> a.perCpuSecond()),
                Rate.median(exported, own, (a, b) -> b.perCpuSecond()),
                Rate.median(exported, own, (a, b) -> a.perSecond() / b.perSecond()),
                Rate.median(exported, own, (a, b) -> a.perCpuSecond() / b.perCpuSecond()));
    }

    /** Long enough for the clock of processor time, which ticks in hundredths of a second. */
    private static int repeat(List<RgbImage> images, Callable<?> once) throws Exception {
        for (int i = 0; i < REPEATS; i++) {
            once.call();
        }
        return REPEATS * images.size();
    }

    private static void requireSame(PlainSession session, Head head, Backbone backbone, List<RgbImage> images)
            throws Exception {
        long[] theirs = session.labels();
        int[] ours = head.answer(backbone.embed(images), Parallel.serial()).classIndices();
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] != theirs[i]) {
                throw new IllegalStateException(
                        "both must answer alike, but image " + i + " is " + ours[i] + " and " + theirs[i]);
            }
        }
    }

    private static ExportedHead head(int classes, int k, int dim) {
        SplittableRandom random = new SplittableRandom(1);
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            FloatMatrix rows = FloatMatrix.zeros(k, dim);
            for (int i = 0; i < rows.data().length; i++) {
                rows.data()[i] = (float) random.nextDouble();
            }
            proxies.add(new L2Norm().ofRows(rows));
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
        return new ExportedHead(
                names, proxies, new L2Norm(), new MaxInnerProduct(), Calibration.of(1), Optional.empty(), "random");
    }

    private static List<RgbImage> images(int[] size, int n) {
        SplittableRandom random = new SplittableRandom(2);
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            byte[] pixels = new byte[3 * size[0] * size[1]];
            random.nextBytes(pixels);
            images.add(new RgbImage(size[0], size[1], pixels));
        }
        return images;
    }

    /** ONNX Runtime and nothing of ours: the same images again and again. */
    private static final class PlainSession implements AutoCloseable {

        private final OrtSession session;
        private final OnnxTensor tensor;

        PlainSession(Path file, List<RgbImage> images) throws OrtException {
            OrtEnvironment environment = OnnxRuntime.environment();
            try (OrtSession.SessionOptions options = OnnxRuntime.options()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                session = environment.createSession(file.toString(), options);
            }
            long height = images.get(0).height();
            long width = images.get(0).width();
            ByteBuffer pixels = ByteBuffer.allocateDirect(Math.toIntExact(3 * width * height * images.size()));
            images.forEach(image -> pixels.put(image.pixels()));
            long[] shape = {images.size(), height, width, 3};
            tensor = OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
        }

        long[] labels() throws OrtException {
            try (OrtSession.Result result = session.run(Map.of(ExportNames.IMAGES, tensor))) {
                return (long[]) result.get(ExportNames.LABEL).orElseThrow().getValue();
            }
        }

        @Override
        public void close() throws OrtException {
            tensor.close();
            session.close();
        }
    }
}
