package org.imprint.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisFiles;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.gallery.FigureAppendix;
import org.imprint.study.gallery.Gallery;
import org.imprint.vision.file.Folders;

/**
 * Times the analysis of a store of made-up results of the paper's sweeps.
 *
 * <pre>
 *   mvn -q -B -pl bench -am -DskipTests package
 *   java -Xmx1g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.AnalyzeFigures \
 *        configs/paper [RUNS]
 * </pre>
 *
 * <p>Combinations are those of the folder's files of sections and figures, then the same under other seeds, until there are RUNS
 * (500,000). Printed are seconds for opening the store, for the analysis, for writing its tables and for writing them again with
 * figures, in three rounds, and the heap in use after a collection while the analysis is held.
 */
public final class AnalyzeFigures {

    private static final int ROUNDS = 3;
    private static final int CLASSES = 10;
    private static final int CLASS_SIZE = 100;

    private AnalyzeFigures() {}

    /** Makes the store and analyses it. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            throw new ImprintException("the folder with the paper's sweep files must be given: configs/paper");
        }
        Path sweeps = Path.of(args[0]);
        long runs = args.length > 1 ? Long.parseLong(args[1]) : 500_000;
        Path scratch = Files.createTempDirectory("imprint-analyze");
        try {
            measure(sweeps, runs, scratch);
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void measure(Path sweeps, long runs, Path scratch) throws IOException {
        Path store = scratch.resolve("store");
        long made = fill(store, sweeps, runs);
        print("%,d runs%n", made);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            long startProcessor = threads.getCurrentThreadCpuTime();
            Analysis analysis;
            double opened;
            try (ResultStore results = ResultStore.open(store)) {
                opened = since(start);
                analysis = Analysis.of(results.runs(), AnalysisOptions.defaults());
            }
            double analysed = since(start);
            AnalysisFiles.write(analysis, "Made up.", AnalysisFiles.Choice.standard(), scratch.resolve("tables"));
            double written = since(start);
            double processor = (threads.getCurrentThreadCpuTime() - startProcessor) / 1e9;
            int figures = all(analysis, scratch.resolve("out"));
            double withFigures = since(start);
            print(
                    "round %d: open %.2f s, analyse %.2f s, write %.2f s, all %.2f s (%.2f s of this thread's processor); write with %d"
                            + " figures %.2f s; heap %d MiB; %d groups, %d cells%n",
                    round,
                    opened,
                    analysed - opened,
                    written - analysed,
                    written,
                    processor,
                    figures,
                    withFigures - written,
                    heap(),
                    analysis.medians().groups().size(),
                    analysis.medians().cells());
        }
    }

    /** Writes tables and figures as the command does, and returns how many figures. */
    private static int all(Analysis analysis, Path out) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Gallery gallery = Gallery.of(analysis, List.of(), new TrainRows(Settings.of(Semantics.CORRECTED)));
            FigureAppendix appendix = new FigureAppendix(gallery, Parallel.on(pool, threads), CsvForm.EXACT);
            AnalysisFiles.write(analysis, "Made up.", AnalysisFiles.Choice.standard(), appendix, out);
            return gallery.figures().size();
        } finally {
            pool.shutdown();
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long fill(Path store, Path sweeps, long runs) throws IOException {
        List<SweepFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(sweeps)) {
            all.filter(f -> f.getFileName().toString().matches("(section|figure)-.*\\.yaml"))
                    .sorted()
                    .forEach(f -> files.add(SweepFile.read(f)));
        }
        Session session = new Session("made up", Instant.EPOCH, "host", 1, "0", "17", "none", runs);
        long size;
        try (ResultStore results = ResultStore.openOrCreate(store, Settings.of(Semantics.CORRECTED));
                StoreWriter writer = results.writer(session)) {
            for (long shift = 0; ; shift++) {
                long seedShift = shift;
                long left = runs - results.size();
                files.stream()
                        .flatMap(f -> f.sweep().combinations())
                        .map(c -> new Combination(c.data(), c.method(), c.seed() + seedShift))
                        .distinct()
                        .limit(left)
                        .forEach(c -> writer.append(c, outcome(c)));
                writer.flush();
                results.refresh();
                size = results.size();
                if (size >= runs) {
                    return size;
                }
            }
        }
    }

    /** Accuracies that depend on the method and a little on the rest, so that ranks are not all ties. */
    private static Outcome outcome(Combination c) {
        SplittableRandom ofMethod = new SplittableRandom(c.method().toString().hashCode());
        SplittableRandom ofRun = new SplittableRandom(c.hashCode());
        int level = ofMethod.nextInt(50, 90);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> correct = new ArrayList<>();
        for (int k = 0; k < CLASSES; k++) {
            sizes.add(CLASS_SIZE);
            correct.add(level + ofRun.nextInt(10));
        }
        ClassCounts counts = new ClassCounts(sizes, sizes, correct);
        return new Outcome.Done(CountedScores.of(counts), new Cost(ofRun.nextDouble(), ofRun.nextDouble()));
    }
}
