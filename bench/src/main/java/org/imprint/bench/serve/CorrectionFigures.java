package org.imprint.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.data.ContentDigest;

/**
 * Times corrections of a classifier that is being taught: one example moves to another class, from the call to the new head being on
 * disk and asked by everybody. Made embeddings from a seed; one JSON line for each preset.
 *
 * <pre>
 *   java -Xmx6g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.serve.CorrectionFigures FOLDER [CLASSES [EXAMPLES-A-CLASS [D]]]
 * </pre>
 */
public final class CorrectionFigures {

    private static final int THREADS = 2;
    private static final int CORRECTIONS = 30;

    private CorrectionFigures() {}

    /** Runs all. Arguments: FOLDER [CLASSES [EXAMPLES-A-CLASS [D]]]. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int classes = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int examples = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        int d = args.length > 3 ? Integer.parseInt(args[3]) : 1280;
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            Parallel parallel = Parallel.on(pool, THREADS);
            for (Preset preset : List.of(Preset.QI, Preset.PAPER)) {
                run(folder.resolve(preset.wireName() + ".imprint"), preset, classes, examples, d, parallel);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void run(Path file, Preset preset, int classes, int examples, int d, Parallel parallel) {
        fit(file, preset, classes, examples, d, parallel);
        try (JournaledClassifier classifier = JournaledClassifier.open(file, parallel, Clock.systemUTC())) {
            List<Double> millis = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(1);
            for (int i = -5; i < CORRECTIONS; i++) {
                int from = random.nextInt(classes);
                Set<ContentDigest> one = Set.of(digest(from, random.nextInt(examples)));
                long start = System.nanoTime();
                classifier.move(one, name((from + 1) % classes));
                if (i >= 0) { // the first warm up
                    millis.add((System.nanoTime() - start) / 1e6);
                }
            }
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "{\"preset\":\"%s\",\"classes\":%d,\"examples\":%d,\"d\":%d,\"corrections\":%d,\"ms_median\":%.1f,\"ms_max\":%.1f}%n",
                    preset.wireName(),
                    classes,
                    classes * examples,
                    d,
                    CORRECTIONS,
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1]);
        }
    }

    private static void fit(Path file, Preset preset, int classes, int examples, int d, Parallel parallel) {
        FitOptions options = FitOptions.standard().with(preset.recipe(Preset.PUBLISHED_K, 0.01));
        EmbeddingClassifier made = EmbeddingClassifier.empty(d, options, parallel, Clock.systemUTC());
        for (int c = 0; c < classes; c++) {
            List<Example> all = new ArrayList<>();
            for (int i = 0; i < examples; i++) {
                all.add(new Example(c + "/" + i + ".jpg", "made", digest(c, i)));
            }
            made.learn(name(c), all, rows(c, examples, d));
        }
        ImprintFile.save(file, ClassifierContents.of(made.state(), made.history()));
    }

    private static String name(int c) {
        return "class " + c;
    }

    private static ContentDigest digest(int c, int i) {
        return ContentDigest.of((c + "/" + i).getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns rows of a class that is spread about three places, zeros among them as ReLU leaves. */
    private static FloatMatrix rows(int c, int n, int d) {
        SplittableRandom random = new SplittableRandom(c);
        double[][] places = new double[3][d];
        Arrays.stream(places).forEach(p -> Arrays.setAll(p, j -> random.nextGaussian()));
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n; i++) {
            double[] place = places[i % places.length];
            for (int j = 0; j < d; j++) {
                x.data()[i * d + j] = (float) Math.max(0, place[j] + random.nextGaussian());
            }
        }
        return x;
    }
}
