package org.imprint.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Chances;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.FoldedAnswers;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.eval.probability.ProbabilityTally;
import org.imprint.core.head.Head;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.store.LabelledFile;

/**
 * What probabilities and sets cost, and how good they are.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.ChanceFigures [REPEATS]
 *   java … org.imprint.bench.ChanceFigures 0 FILE.h5 EPISODES SHOTS …
 * </pre>
 *
 * <p>First: medians of leave-one-out of 10 × 100 × 1,280 with k-means, k = 20, from proxies that are there, of the folds that sets of k-means
 * come from, and of what is found from them by each method, as one JSON line each, by the clock and by processor time of the process. Second: for each number of SHOTS a class and each of two recipes, EPISODES draws of examples and of 20
 * other rows a class; over all answers log-loss, debiased calibration error, and the share of sets of 90 % that hold the true class.
 */
public final class ChanceFigures {

    private static final int THREADS = 2;
    private static final int WARM = 5;
    private static final int QUERIES = 20;
    private static final double COVERAGE = 0.9;
    private static final long SEED = 17121997;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Run run;

    private ChanceFigures(Parallel parallel) {
        this.run = Run.of(Semantics.CORRECTED, SEED, parallel);
    }

    /** Runs one of the two. Arguments: [REPEATS [FILE.h5 EPISODES SHOTS …]]. */
    public static void main(String[] args) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            ChanceFigures figures = new ChanceFigures(Parallel.on(pool, THREADS));
            if (args.length < 2) {
                figures.time(args.length > 0 ? Integer.parseInt(args[0]) : 15);
                return;
            }
            LabelledFile file = LabelledFile.read(Path.of(args[1]), true);
            Task all = Task.of(file.rows(), file.labels(), file.taskLabels());
            for (int i = 3; i < args.length; i++) {
                for (Recipe recipe : List.of(Preset.QI.published(), Preset.PAPER.recipe(5, 1))) {
                    figures.judge(all, recipe, Integer.parseInt(args[i]), Integer.parseInt(args[2]));
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    private void time(int repeats) {
        Task task = Task.of(
                IntStream.range(0, 10).mapToObj(c -> new ClassRows(c, made(c))).toList());
        Recipe recipe = Preset.PAPER.published();
        List<FloatMatrix> proxies = Imprinter.proxies(task, recipe, run);
        LeaveOneOut found = LeaveOneOut.of(task, recipe, proxies, run);
        tell("leave-one-out", repeats, () -> LeaveOneOut.of(task, recipe, proxies, run));
        tell("folds, for sets", repeats, () -> FoldedAnswers.of(task, recipe, Optional.empty(), run));
        for (ProbabilityMethod method : ProbabilityMethod.values()) {
            tell(method.wireName() + " and sets", repeats, () -> calibrated(found, Chances.of(found), method));
        }
        Calibration calibration = calibrated(found, Chances.of(found), ProbabilityMethod.VENN_ABERS);
        tell("figures of 1,000 answers", repeats, () -> Chances.of(found).figures(calibration, calibration.sets()));
    }

    /** Class centre plus noise, cut at zero, as behind a ReLU. */
    private static FloatMatrix made(int c) {
        SplittableRandom random = new SplittableRandom(c);
        int d = 1280;
        double[] centre = new double[d];
        Arrays.setAll(centre, j -> random.nextGaussian());
        FloatMatrix x = FloatMatrix.zeros(100, d);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) Math.max(0, centre[i % d] + 4 * random.nextGaussian());
        }
        return x;
    }

    private static void tell(String name, int repeats, Supplier<?> work) {
        double[] seconds = new double[repeats];
        double[] cpu = new double[repeats];
        for (int r = -WARM; r < repeats; r++) {
            long cpuStart = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            work.get();
            if (r >= 0) {
                cpu[r] = (SYSTEM.getProcessCpuTime() - cpuStart) / 1e9;
                seconds[r] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"%s\", \"who\": \"imprint, %s\", \"shape\": \"10 x 100 x 1280, k = 20\", \"median_s\": %.4f, "
                        + "\"best_s\": %.4f, \"cpu_s\": %.4f, \"load\": %.1f}",
                name,
                Blas.description(),
                seconds[repeats / 2],
                seconds[0],
                cpu[repeats / 2],
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private static Calibration calibrated(LeaveOneOut found, Chances ofSets, ProbabilityMethod method) {
        return Chances.of(found)
                .calibrated(
                        new Certainty(Optional.empty(), method, OptionalDouble.of(COVERAGE)), Calibration.NONE, ofSets);
    }

    /** What sets came to over all episodes. */
    private static final class Sets {
        private double stated;
        private long held;
        private long members;
    }

    private void judge(Task all, Recipe recipe, int shots, int episodes) {
        SplittableRandom random = new SplittableRandom(SEED + shots);
        int queries = QUERIES * all.size();
        Map<ProbabilityMethod, ProbabilityTally> tallies = new EnumMap<>(ProbabilityMethod.class);
        Map<ProbabilityMethod, Sets> sets = new EnumMap<>(ProbabilityMethod.class);
        for (int e = 0; e < episodes; e++) {
            List<ClassRows> support = new ArrayList<>();
            List<FloatMatrix> asked = new ArrayList<>();
            for (int c = 0; c < all.size(); c++) {
                int[] order = drawn(random, all.get(c).size(), shots + QUERIES);
                FloatMatrix rows = all.get(c).rows();
                support.add(new ClassRows(c, rows.select(Arrays.copyOf(order, shots))));
                asked.add(rows.select(Arrays.copyOfRange(order, shots, shots + QUERIES)));
            }
            Task task = Task.of(support);
            LeaveOneOut found = LeaveOneOut.of(task, recipe, run);
            Chances ofSets = found.isExact()
                    ? Chances.of(found)
                    : Chances.of(FoldedAnswers.of(task, recipe, Optional.empty(), run));
            Head head = Imprinter.imprint(task, recipe, run);
            ScoredAnswers scored = head.scored(FloatMatrix.concat(asked), run.parallel());
            for (ProbabilityMethod method : ProbabilityMethod.values()) {
                if (shots * all.size() < method.leastRows()) {
                    continue;
                }
                Calibration calibration = calibrated(found, ofSets, method);
                ProbabilityTally tally = tallies.computeIfAbsent(
                        method, m -> new ProbabilityTally(queries * episodes, Optional.empty()));
                Sets ofMethod = sets.computeIfAbsent(method, m -> new Sets());
                ofMethod.stated += calibration.sets().orElseThrow().coverage() / episodes;
                for (int i = 0; i < queries; i++) {
                    int truth = i / QUERIES;
                    int answer = scored.answers().classIndex(i);
                    double[] p = calibration.probabilities(scored.classScores().row(i), answer);
                    tally.add(p, answer, truth);
                    int[] set = calibration.sets().orElseThrow().set(p);
                    ofMethod.members += set.length;
                    ofMethod.held += IntStream.of(set).anyMatch(c -> c == truth) ? 1 : 0;
                }
            }
        }
        tallies.forEach((method, tally) -> tell(recipe, shots, method, tally.figures(), sets.get(method)));
    }

    private static int[] drawn(SplittableRandom random, int n, int size) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i, n);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return Arrays.copyOf(order, size);
    }

    private static void tell(
            Recipe recipe, int shots, ProbabilityMethod method, ProbabilityFigures figures, Sets sets) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-8s %4d shots  %-12s accuracy %.3f  log-loss %.4f  Brier %.4f  ECE %.4f  coverage %.4f of stated %.4f, %.2f classes",
                recipe.generator().wireName(),
                shots,
                method.wireName(),
                figures.reliability().bins().stream().mapToLong(b -> b.right()).sum() / (double) figures.n(),
                figures.logLoss().value(),
                figures.brier().value(),
                figures.calibrationError(),
                sets.held / (double) figures.n(),
                sets.stated,
                sets.members / (double) figures.n()));
    }
}
