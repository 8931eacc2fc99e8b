package org.imprint.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.cache.CachedRows;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.cache.EmbeddingSpace;
import org.imprint.classifier.change.History;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.data.ContentDigest;

/**
 * Times the file of a classifier with 1,000 classes, 20,000 proxies and 20,000 examples, d = 1,280 (206 MB): save, open, its largest
 * tensor beside a plain read of as many bytes; and opening and reading a cache of 100,000 embeddings. One JSON line per case.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.FileFigures FOLDER [REPEATS]
 * </pre>
 *
 * <p>Medians of REPEATS, by the clock and by processor time of the process; on a machine with other work the latter says more. Needs
 * 1 GB in FOLDER.
 */
public final class FileFigures {

    private static final int D = 1280;
    private static final int CLASSES = 1000;
    private static final int PROXIES = 20;
    private static final int CACHED = 100_000;

    private final Path folder;
    private final int repeats;

    private FileFigures(Path folder, int repeats) {
        this.folder = folder;
        this.repeats = repeats;
    }

    /** Runs all cases. Arguments: FOLDER [REPEATS]. */
    public static void main(String[] args) throws Exception {
        FileFigures figures = new FileFigures(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 15);
        figures.file();
        figures.cache();
    }

    private static ClassifierContents contents() {
        SplittableRandom random = new SplittableRandom(1);
        FitOptions options = FitOptions.standard();
        ClassifierSettings settings = new ClassifierSettings(
                options.recipe(),
                options.seed(),
                options.precision(),
                options.keeping(),
                options.certainty(),
                options.k(),
                D);
        List<LearnedClass> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            FloatMatrix rows = FloatMatrix.zeros(PROXIES, D);
            List<Example> examples = new ArrayList<>();
            for (int i = 0; i < PROXIES; i++) {
                examples.add(new Example("class " + c + "/" + i + ".jpg", "photos", digest(PROXIES * c + i)));
                for (int j = 0; j < D; j++) {
                    rows.data()[i * D + j] = (float) random.nextDouble(-1, 1);
                }
            }
            classes.add(LearnedClass.of("class " + c, ExampleSet.of(examples, rows), PROXIES, rows));
        }
        return ClassifierContents.of(
                new Workshop(settings, Parallel.serial()).restored(classes, Optional.empty()),
                new History(List.of(), List.of()));
    }

    private static ContentDigest digest(int i) {
        return new ContentDigest(i * 0x9E3779B97F4A7C15L, i, i, i);
    }

    private void file() throws Exception {
        Path file = folder.resolve("figures.imprint");
        ClassifierContents contents = contents();
        print("save", () -> {
            ImprintFile.save(file, contents);
            return file;
        });
        print("open", () -> ImprintFile.open(file));
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            print("proxies", () -> reader.matrix("proxies"));
        }
        Path plain = folder.resolve("figures.bytes");
        Files.write(plain, new byte[4 * D * CLASSES * PROXIES]);
        print("plain bytes", () -> Files.readAllBytes(plain));
        Files.delete(plain);
        Files.delete(file);
    }

    private void cache() throws Exception {
        EmbeddingSpace space = new EmbeddingSpace("ab".repeat(32), "", "{}", "1", D);
        EmbeddingCache cache = EmbeddingCache.in(folder.resolve("cache"), EmbeddingCache.DEFAULT_BYTES, notice -> {
            throw new IllegalStateException(notice);
        });
        float[] row = new float[D];
        Arrays.fill(row, 0.5f);
        try (CachedRows rows = cache.rows(space)) {
            for (int i = 0; i < CACHED; i++) {
                rows.put(digest(i), row, 0);
            }
        }
        print("cache, opened", () -> {
            try (CachedRows rows = cache.rows(space)) {
                return rows.size();
            }
        });
        try (CachedRows rows = cache.rows(space)) {
            print("cache, 1,000 rows", () -> {
                int found = 0;
                for (int i = 0; i < CACHED; i += CACHED / 1000) {
                    found += rows.read(digest(i), row, 0) ? 1 : 0;
                }
                return found;
            });
        }
    }

    private static double cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void print(String name, Callable<?> work) throws Exception {
        double[] clock = new double[repeats];
        double[] cpu = new double[repeats];
        for (int r = -3; r < repeats; r++) {
            double cpuStart = cpuTime();
            long start = System.nanoTime();
            if (work.call() == null) {
                throw new IOException(name + " gave nothing");
            }
            if (r >= 0) {
                clock[r] = (System.nanoTime() - start) / 1e6;
                cpu[r] = (cpuTime() - cpuStart) / 1e6;
            }
        }
        Arrays.sort(clock);
        Arrays.sort(cpu);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"file.%s\", \"median_ms\": %.2f, \"best_ms\": %.2f, \"cpu_ms\": %.2f, \"load\": %.1f}",
                name,
                clock[repeats / 2],
                clock[0],
                cpu[repeats / 2],
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }
}
