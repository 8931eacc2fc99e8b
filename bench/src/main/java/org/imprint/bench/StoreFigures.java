package org.imprint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.store.sql.QueryResult;
import org.imprint.lab.store.sql.ResultSql;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * Figures of the result store: appending, size, reopening, SQL. Ten classes a run; two of five runs equal another, about as in the
 * paper's sweeps.
 *
 * <p>{@code java -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.StoreFigures [RECORDS]}, after {@code mvn package}.
 * Reopening and asking are timed as a process of their own, start of the JVM included.
 */
public final class StoreFigures {

    private static final int RECORDS = 500_000;
    private static final int REPEATS = 3;
    private static final String MEDIANS =
            "SELECT backbone, dataset, generator, k, median(accuracy) FROM runs GROUP BY ALL";

    private StoreFigures() {}

    /** Writes a store below the temporary folder, measures, removes it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals("reopen")) {
            reopen(Path.of(args[1]));
        } else if (args.length == 2 && args[0].equals("ask")) {
            ask(Path.of(args[1]));
        } else {
            measure(args.length == 0 ? RECORDS : Integer.parseInt(args[0]));
        }
    }

    private static void measure(int records) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory("store-figures");
        try {
            long start = System.nanoTime();
            append(store, records);
            double seconds = seconds(start);
            print(
                    "%,d records appended and forced to disk in %.2f s: %,.0f a second",
                    records, seconds, records / seconds);
            print("store: %.1f MB, %.0f bytes a record", size(store) / 1e6, (double) size(store) / records);
            for (String step : List.of("reopen", "ask")) {
                for (int i = 0; i < REPEATS; i++) {
                    print("%s, JVM start included: %.2f s", step, child(step, store));
                }
            }
        } finally {
            try (Stream<Path> files = Files.list(store)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(store);
        }
    }

    private static void append(Path store, int records) {
        Grid grid = grid(records);
        SplittableRandom random = new SplittableRandom(1);
        Session session = new Session("figures.yaml", Instant.now(), "here", 1, "bench", "any", "any", records);
        try (ResultStore results = ResultStore.openOrCreate(store, Settings.of(Semantics.CORRECTED));
                StoreWriter writer = results.writer(session)) {
            Combination last = grid.get(0);
            for (int i = 0; i < records; i++) {
                Combination c = grid.get(i);
                if (i % 5 == 1 || i % 5 == 3) {
                    writer.append(
                            c, new Outcome.EqualTo(last, "the nearest proxy alone: weighting makes no difference"));
                } else {
                    last = c;
                    writer.append(
                            c, new Outcome.Done(CountedScores.of(counts(random)), new Cost(random.nextDouble(), 0.01)));
                }
            }
            writer.flush();
        }
    }

    private static ClassCounts counts(SplittableRandom random) {
        List<Integer> sizes = IntStream.range(0, 10).mapToObj(c -> 1000).toList();
        List<Integer> correct = sizes.stream().map(n -> n - random.nextInt(300)).toList();
        List<Integer> answered = new ArrayList<>();
        for (int c = 0; c < 10; c++) {
            answered.add(correct.get(c) + 1000 - correct.get((c + 1) % 10));
        }
        return new ClassCounts(sizes, answered, correct);
    }

    /** As many data choices as it takes, 1,440 methods, 3 seeds. */
    private static Grid grid(int records) {
        List<Method> methods = new ArrayList<>();
        for (int k = 1; k <= 20; k++) {
            for (GeneratorKind g : List.of(KMeansGenerator.KIND, FarthestPointGenerator.KIND, RandomGenerator.KIND)) {
                for (int m = 1; m <= 24; m++) {
                    methods.add(new Method(
                            m % 2 == 0 ? new L2Norm() : new NoNorm(),
                            new L2Norm(),
                            new NoNorm(),
                            new KeepAll(),
                            g.of(k),
                            new NearestVote(m, Metric.COSINE, Weighting.UNIFORM)));
                }
            }
        }
        List<Long> seeds = List.of(1L, 2L, 3L);
        List<DataChoice> data = new ArrayList<>();
        List<List<Integer>> split = List.of(IntStream.range(0, 10).boxed().toList());
        for (int i = 0; i <= records / (methods.size() * seeds.size()); i++) {
            data.add(new DataChoice(
                    "backbone" + i % 4,
                    List.of("set" + i / 4 % 4),
                    LabelMapping.none(),
                    new TaskSplits("task" + i / 16, split)));
        }
        return new Grid(data, methods, seeds);
    }

    private static void reopen(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            print(
                    "  %,d known, the last done: %s",
                    results.size(), results.isDone(grid((int) results.size()).get(results.size() - 1)));
        }
    }

    private static void ask(Path store) {
        Thread engine = new Thread(ResultSql::warmUp);
        engine.start();
        try (ResultStore results = ResultStore.open(store);
                ResultSql sql = ResultSql.of(results);
                QueryResult rows = sql.query(MEDIANS)) {
            int n = 0;
            while (rows.next().isPresent()) {
                n++;
            }
            print("  %,d groups", n);
        }
    }

    private static double child(String step, Path store) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreFigures.class.getName(),
                        step,
                        store.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(step + " failed");
        }
        return seconds(start);
    }

    private static long size(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
