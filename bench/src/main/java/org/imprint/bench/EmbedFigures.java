package org.imprint.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.imprint.core.ImprintException;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSelection;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.EmbeddingPass;
import org.imprint.vision.embed.Existing;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.embed.Target;
import org.imprint.vision.file.Folders;
import org.imprint.vision.source.FolderSource;
import org.imprint.vision.store.Precision;

/**
 * Compares images to embeddings files with bare loops of ONNX Runtime over a ready-made tensor, same model and threads.
 *
 * <pre>
 *   mvn -q -B -pl bench -am -DskipTests package
 *   java -cp bench/target/imprint-bench-0.1.0-SNAPSHOT.jar:bench/target/lib/* org.imprint.bench.EmbedFigures \
 *        --backbone FILE.onnx [--images FOLDER] [--threads 2] [--batch 8] [--samples 256] [--rounds 5]
 * </pre>
 *
 * <p>The descriptor lies beside the model. Without {@code --images} the photographs are made: 500x375, JPEG quality 0.9.
 * There are two bare loops: {@code each} gives every thread a batch of its own, {@code all} lets all threads work on one
 * batch. Every case runs once per round, after a round that does not count, so that noise meets all alike. Printed is one
 * JSON line per case: rates by the clock and by the processor time of the process, and the medians over the rounds of the
 * rate divided by that of {@code each} and {@code all} in the same round.
 */
public final class EmbedFigures {

    private static final Set<String> OPTIONS =
            Set.of("--backbone", "--images", "--threads", "--batch", "--samples", "--rounds");

    private final Backbone backbone;
    private final int threads;
    private final int batch;
    private final int samples;
    private final Path scratch;

    private EmbedFigures(Backbone backbone, int threads, int batch, int samples, Path scratch) {
        this.backbone = backbone;
        this.threads = threads;
        this.batch = batch;
        this.samples = samples;
        this.scratch = scratch;
    }

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
        Path onnx = Path.of(options.getOrDefault("--backbone", "backbone.onnx"));
        int threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        int batch = Integer.parseInt(options.getOrDefault("--batch", "8"));
        int samples = Integer.parseInt(options.getOrDefault("--samples", "256"));
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "5"));
        Path scratch = Files.createTempDirectory("imprint-bench");
        try (Backbone backbone = Backbone.open(onnx)) {
            Path photos = options.containsKey("--images")
                    ? Path.of(options.get("--images"))
                    : MadeImages.photographs(scratch.resolve("photos"), Math.min(samples, 64));
            new EmbedFigures(backbone, threads, batch, samples, scratch).run(onnx, photos, rounds);
        } finally {
            Folders.delete(scratch);
        }
    }

    private void run(Path onnx, Path photos, int rounds) throws Exception {
        try (BareLoop each = new BareLoop(onnx, backbone.descriptor(), batch, threads, 1);
                BareLoop all = new BareLoop(onnx, backbone.descriptor(), batch, 1, threads);
                SampleSource digits = MadeImages.digits(samples);
                SampleSource folder = FolderSource.open(photos)) {
            SampleSource some = SampleSelection.limit(
                    folder, Math.max(samples, folder.classNames().size()));
            Map<String, Work> cases = new LinkedHashMap<>();
            cases.put("bare loop, each", () -> each.run(samples));
            cases.put("bare loop, all", () -> all.run(samples));
            cases.put("imprint, 28x28", () -> embed(digits));
            cases.put("imprint, photographs", () -> embed(some));
            Map<String, List<Rate>> rates = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, Work> one : cases.entrySet()) {
                    Rate rate = Rate.of(one.getValue());
                    if (round > 0) {
                        rates.computeIfAbsent(one.getKey(), k -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            rates.forEach((name, own) -> print(name, own, rates));
        }
    }

    private int embed(SampleSource source) throws InterruptedException {
        Target target = new Target(backbone, scratch.resolve("embeddings.h5"));
        new EmbeddingPass(List.of(target), batch, threads)
                .run(source, new Origin("bench", ""), Precision.FLOAT32, Existing.REPLACE, Progress.NONE);
        return source.size();
    }

    private void print(String name, List<Rate> own, Map<String, List<Rate>> rates) {
        List<Rate> each = rates.get("bare loop, each");
        List<Rate> all = rates.get("bare loop, all");
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"embed.%s\", \"model\": \"%s\", \"threads\": %d, \"batch\": %d, \"rounds\": %d, "
                        + "\"images_per_s\": %.1f, \"images_per_cpu_s\": %.1f, \"to_each\": %.3f, "
                        + "\"to_each_by_cpu_time\": %.3f, \"to_all\": %.3f, \"to_all_by_cpu_time\": %.3f}",
                name,
                backbone.descriptor().name(),
                threads,
                batch,
                own.size(),
                Rate.median(own, own, (a, b) -> a.perSecond()),
                Rate.median(own, own, (a, b) -> a.perCpuSecond()),
                Rate.median(own, each, (a, b) -> a.perSecond() / b.perSecond()),
                Rate.median(own, each, (a, b) -> a.perCpuSecond() / b.perCpuSecond()),
                Rate.median(own, all, (a, b) -> a.perSecond() / b.perSecond()),
                Rate.median(own, all, (a, b) -> a.perCpuSecond() / b.perCpuSecond())));
    }

    /** Embeds some images and returns how many. */
    interface Work {
        int run() throws Exception;
    }
}
