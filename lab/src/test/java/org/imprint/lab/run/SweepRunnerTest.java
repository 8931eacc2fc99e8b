package org.imprint.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.run.RunOptions.Wish;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runner shares, folds and reorders; every number must be that of the plain way, one combination at a time through
 * {@link Imprinter} and {@link Head}, which have golden values of their own.
 */
class SweepRunnerTest {

    @TempDir
    private Path folder;

    private static final String DATA = """
            schema: 1
            sweep:
              backbones: resnet18
              datasets: FashionMNIST
            """;

    /** Every generator, norm, distance and presampling, over tasks that overlap. */
    private static final String EVERYTHING = DATA + """
              tasks: {all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], some: [4, 2, 9]}
              seeds: [17121997, 5]
              norm: {pre: [none, l2], post: [none, l2, quantile], inf: [none, l2]}
              grids:
                - generators: [mean, ls, all, {method: [kmeans, kmedoids, kls, cov_max, random, fps, none], k: [1, 3]}]
                  aggregations: [max, {method: max, distance: cosine}]
                - norm: {pre: l2, post: l2, inf: [none, l2]}
                  generators: [mean, all, {method: kmeans, k: 4}]
                  aggregations:
                    - {method: max, distance: [euclidean, manhattan, chebyshev, mahalanobis]}
                    - {method: mnn, distance: [cosine, euclidean, manhattan], weighting: [uniform, weighted_by_distance], m: [1, 2, 3, 20, 50]}
                - norm: {pre: none, post: none, inf: none}
                  presampling: [{few_shot: 5}, {weibull: [0.1, 0.9]}, {weibull: [0.0, 0.5], few_shot: 4}]
                  generators: [ls, {method: [kmeans, random, fps], k: [1, 3, 6]}]
            """;

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void givesTheAnswersOfOneCombinationAtATime(Semantics semantics) {
        Plan plan = Sweeps.plan(Sweeps.parse(EVERYTHING).with(semantics), Sweeps.FASHION);
        RunReport report = Sweeps.run(
                plan, Sweeps.FASHION, folder.resolve("store"), 2, new RunOptions(1L << 30, Set.of(Wish.PREDICTIONS)));
        Map<Combination, StoredRun> results = Sweeps.results(folder.resolve("store"));
        assertThat(report.planned()).isEqualTo(results.size()).isGreaterThan(900);
        List<String> wrong = new ArrayList<>();
        results.forEach((c, run) -> {
            int[] expected = answers(c, semantics);
            int[] actual = run.scores()
                    .map(s -> ((CountedScores) s).predictions().orElseThrow().toArray())
                    .orElse(new int[0]);
            if (expected.length == 0 ? !(run.outcome() instanceof Outcome.Failed) : !Arrays.equals(expected, actual)) {
                wrong.add(run.outcome() + " of " + CombinationNames.of(c));
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Returns what a head of this combination alone answers; nothing if it cannot be made. */
    private static int[] answers(Combination c, Semantics semantics) {
        Task train = task(c, "train");
        FloatMatrix queries = FloatMatrix.concat(
                task(c, "test").classes().stream().map(ClassRows::rows).toList());
        try {
            Head head = Imprinter.imprint(
                    train,
                    c.method()
                            .recipe(() -> RidgeRule.standard()
                                    .find("resnet18", OptionalDouble.empty())
                                    .orElseThrow()),
                    Run.of(semantics, c.seed(), Parallel.serial()));
            return head.answer(queries, Parallel.serial()).classIndices();
        } catch (IllegalArgumentException e) {
            return new int[0];
        }
    }

    private static Task task(Combination c, String split) {
        try (EmbeddingFile file =
                EmbeddingFile.open(new EmbeddingPath("FashionMNIST", "resnet18", split).under(Sweeps.FASHION))) {
            int[] order = c.data().task().splits().stream()
                    .flatMap(List::stream)
                    .mapToInt(i -> i)
                    .toArray();
            return Task.of(file.readAll(), file.labels(), order);
        }
    }

    @Test
    void givesEveryPlannedCombinationOneOutcomeAndDoesNothingTwice() {
        Plan plan = Sweeps.plan(Sweeps.parse(EVERYTHING), Sweeps.FASHION);
        Path store = folder.resolve("store");
        RunReport first = Sweeps.run(plan, Sweeps.FASHION, store, 2);
        assertThat(first.done() + first.folded() + first.failed()).isEqualTo(plan.combinations());
        RunReport second = Sweeps.run(plan, Sweeps.FASHION, store, 1);
        assertThat(second.earlier()).isEqualTo(plan.combinations());
        assertThat(second.done() + second.folded()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void givesTheSameInShardsOnAnyNumberOfWorkers(Semantics semantics) {
        Plan plan = Sweeps.plan(Sweeps.parse(EVERYTHING).with(semantics), Sweeps.FASHION);
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        Sweeps.run(plan, Sweeps.FASHION, whole, 3);
        for (int i = 4; i >= 0; i--) {
            Sweeps.run(plan.shard(i, 5), Sweeps.FASHION, parts, 1);
        }
        assertThat(Sweeps.accuracies(parts)).isEqualTo(Sweeps.accuracies(whole));
    }

    @Test
    void goesOnAfterAStop() {
        Plan plan = Sweeps.plan(Sweeps.parse(EVERYTHING), Sweeps.FASHION);
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        Sweeps.run(plan, Sweeps.FASHION, whole, 2);
        RunReport report = stopAfter(plan, stopped, 200);
        assertThat(report.stopped()).isTrue();
        assertThat(report.complete()).isFalse();
        assertThat(report.done()).isLessThan(plan.distinct());
        RunReport rest = Sweeps.run(plan, Sweeps.FASHION, stopped, 2);
        assertThat(rest.earlier()).isEqualTo(report.done() + report.folded() + report.failed());
        assertThat(Sweeps.accuracies(stopped)).isEqualTo(Sweeps.accuracies(whole));
    }

    @Test
    void countsWhatAnotherRunnerDoesMeanwhile() {
        Plan plan = Sweeps.plan(Sweeps.parse(EVERYTHING), Sweeps.FASHION).shard(0, 20);
        Path store = folder.resolve("store");
        SweepInputs inputs = new SweepInputs(new EmbeddingInputs(Sweeps.FASHION), RidgeRule.standard());
        AtomicBoolean begun = new AtomicBoolean();
        RunListener listener = new RunListener() {
            @Override
            public void progress(long done, long total) {
                if (begun.compareAndSet(false, true)) {
                    Sweeps.run(plan.shard(0, 2), Sweeps.FASHION, store, 1);
                }
            }

            @Override
            public void failed(String combination, String error) {
                // counted below
            }
        };
        RunReport report = SweepJob.of(plan, inputs, store, RunOptions.standard())
                .run(Sweeps.SESSION, listener, Parallel.serial());
        assertThat(report.earlier()).isZero();
        assertThat(report.elsewhere()).isEqualTo(plan.shard(0, 2).combinations());
        assertThat(report.done() + report.folded() + report.elsewhere()).isEqualTo(plan.combinations());
    }

    private static RunReport stopAfter(Plan plan, Path store, long combinations) {
        SweepInputs inputs = new SweepInputs(new EmbeddingInputs(Sweeps.FASHION), RidgeRule.standard());
        SweepJob.Start[] start = new SweepJob.Start[1];
        RunListener listener = new RunListener() {
            @Override
            public void progress(long done, long total) {
                if (done > combinations) {
                    start[0].stop();
                }
            }

            @Override
            public void failed(String combination, String error) {
                // the store has it
            }
        };
        SweepJob job = SweepJob.of(plan, inputs, store, RunOptions.standard());
        try (SweepJob.Start started = job.start(Sweeps.SESSION, listener, Parallel.serial())) {
            start[0] = started;
            return started.run();
        }
    }

    @Test
    void foldsIntoWhatAnotherPlanHasDone() {
        String one = DATA + "  tasks: {some: [1, 2]}\n  seeds: [7]\n  generators: mean\n";
        String more = DATA + "  tasks: {some: [1, 2]}\n  seeds: [3, 7]\n  generators: mean\n";
        Path store = folder.resolve("store");
        Sweeps.run(Sweeps.plan(Sweeps.parse(one), Sweeps.FASHION), Sweeps.FASHION, store, 1);
        RunReport report = Sweeps.run(Sweeps.plan(Sweeps.parse(more), Sweeps.FASHION), Sweeps.FASHION, store, 1);
        assertThat(report.done()).isZero();
        assertThat(report.folded()).isEqualTo(1);
        Outcome outcome = Sweeps.results(store).values().stream()
                .filter(r -> r.combination().seed() == 3)
                .map(StoredRun::outcome)
                .findFirst()
                .orElseThrow();
        assertThat(outcome).isInstanceOfSatisfying(Outcome.EqualTo.class, e -> {
            assertThat(e.other().seed()).isEqualTo(7);
            assertThat(e.rule()).isEqualTo("nothing is drawn from the seed");
        });
    }

    @Test
    void recordsAFailureAndDoesTheRest() {
        String text = DATA
                + "  tasks: {some: [1, 2]}\n"
                + "  presampling: [all, {weibull: [0.0, 0.000001]}]\n"
                + "  generators: [mean, {method: kmeans, k: 2}]\n";
        Path store = folder.resolve("store");
        Plan plan = Sweeps.plan(Sweeps.parse(text), Sweeps.FASHION);
        RunReport report = Sweeps.run(plan, Sweeps.FASHION, store, 1); // with two, any class may be the first to fail
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.done()).isEqualTo(2);
        assertThat(report.complete()).isFalse();
        assertThat(Sweeps.results(store).values().stream()
                        .map(StoredRun::outcome)
                        .filter(o -> o instanceof Outcome.Failed)
                        .map(Outcome.Failed.class::cast))
                .hasSize(2)
                .allSatisfy(failed -> {
                    assertThat(failed.error())
                            .isEqualTo(
                                    "Weibull band [0.0, 1.0E-6] must keep at least one of the 60 rows of class 1, was 0");
                    assertThat(failed.thrown().orElseThrow().type()).isEqualTo("org.imprint.core.ImprintException");
                    assertThat(failed.thrown().orElseThrow().frames())
                            .startsWith(
                                    "org.imprint.core.Checks.require", "org.imprint.core.presample.WeibullBand.keep");
                });
        assertThat(Sweeps.run(plan, Sweeps.FASHION, store, 2).failed())
                .as("it is not run again unless asked for")
                .isEqualTo(2);
        RunReport retried =
                Sweeps.run(plan, Sweeps.FASHION, store, 2, new RunOptions(1L << 30, Set.of(Wish.RETRY_FAILED)));
        assertThat(retried.earlier()).isEqualTo(2);
        assertThat(retried.failed()).isEqualTo(2);
    }

    @Test
    void refusesOtherEmbeddingsAndAnotherLambdaUnderTheSameStore() throws IOException {
        Path data = folder.resolve("data");
        copy(Sweeps.FASHION, data);
        String text = DATA + "  tasks: {some: [1, 2]}\n  generators: ls\n";
        Plan plan = Sweeps.plan(Sweeps.parse(text), data);
        Path store = folder.resolve("store");
        Sweeps.run(plan, data, store, 1);
        Path train = new EmbeddingPath("FashionMNIST", "resnet18", "train").under(data);
        Path other = new EmbeddingPath("FashionMNIST", "resnet18", "test").under(data);
        Files.copy(other, train, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Sweeps.run(plan, data, store, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("FashionMNIST/resnet18/train has other embeddings");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void namesTheFilesThatAreMissing() {
        Sweep sweep = Sweeps.parse(DATA.replace("FashionMNIST", "[FashionMNIST, MNIST]")
                + "  tasks: {some: [1, 2]}\n  generators: mean\n");
        Plan plan = Sweeps.plan(sweep, Sweeps.FASHION);
        assertThatThrownBy(() -> Sweeps.run(plan, Sweeps.FASHION, folder.resolve("store"), 1))
                .hasMessageStartingWith("2 embeddings files are missing:\n")
                .hasMessageContaining("embeddings_MNIST_resnet18_test.h5")
                .hasMessageContaining("--filter");
    }

    static Stream<String> continualGenerators() {
        return Stream.of("mean", "ls", "{method: kmeans, k: 3}", "{method: kls, k: 2}", "{method: random, k: 2}");
    }

    @ParameterizedTest
    @MethodSource("continualGenerators")
    void addsClassesToALiveHeadStepByStep(String generator) {
        String steps =
                DATA + "  tasks: {steps: [[3, 1], [0], [7, 8]], %s}\n  norm: {post: l2}\n  generators: " + generator;
        Sweep sweep = Sweeps.parse(steps.replace("%s", "one: [3, 1], two: [3, 1, 0], three: [3, 1, 0, 7, 8]"));
        Path store = folder.resolve("store");
        assertThat(Sweeps.run(Sweeps.plan(sweep, Sweeps.FASHION), Sweeps.FASHION, store, 2)
                        .complete())
                .isTrue();
        Map<String, CountedScores> byTask = new HashMap<>();
        Sweeps.results(store)
                .forEach((c, r) -> byTask.put(
                        c.data().task().name(), (CountedScores) r.scores().orElseThrow()));
        List<StepCounts> found = byTask.get("steps").steps();
        assertThat(found).hasSize(3);
        assertThat(found.stream().map(StepCounts::accuracy))
                .as("after each step the head is that of the classes so far")
                .containsExactly(
                        byTask.get("one").accuracy(),
                        byTask.get("two").accuracy(),
                        byTask.get("three").accuracy());
        assertThat(found.get(2).sizes()).containsExactly(60, 30, 60);
        assertThat(byTask.get("steps").test()).isEqualTo(byTask.get("three").test());
    }

    @Test
    void leastSquaresOfAStepKnowItsClassesAloneInReferenceSemanticsOnly() {
        Sweep sweep = Sweeps.parse(
                DATA + "  tasks: {steps: [[3, 1], [0, 7]], first: [3, 1], all: [3, 1, 0, 7]}\n" + "  generators: ls\n");
        Map<String, List<Double>> corrected = steps(sweep, "corrected");
        Map<String, List<Double>> reference = steps(sweep.with(Semantics.REFERENCE), "reference");
        assertThat(corrected.get("steps")).endsWith(corrected.get("all").get(0));
        assertThat(reference.get("steps")).startsWith(reference.get("first").get(0));
        assertThat(reference.get("steps").get(1))
                .isLessThan(reference.get("all").get(0));
    }

    private Map<String, List<Double>> steps(Sweep sweep, String store) {
        Path results = folder.resolve(store);
        Sweeps.run(Sweeps.plan(sweep, Sweeps.FASHION), Sweeps.FASHION, results, 1);
        Map<String, List<Double>> byTask = new HashMap<>();
        Sweeps.results(results).forEach((c, r) -> {
            CountedScores scores = (CountedScores) r.scores().orElseThrow();
            List<Double> ofSteps =
                    scores.steps().stream().map(StepCounts::accuracy).toList();
            byTask.put(c.data().task().name(), ofSteps.isEmpty() ? List.of(scores.accuracy()) : ofSteps);
        });
        return byTask;
    }

    @Test
    void answersTheTrainingRowsIfAskedTo() {
        String text = DATA + "  tasks: {some: [1, 2]}\n  generators: all\n";
        Path store = folder.resolve("store");
        Sweeps.run(
                Sweeps.plan(Sweeps.parse(text), Sweeps.FASHION),
                Sweeps.FASHION,
                store,
                1,
                new RunOptions(1L << 30, Set.of(Wish.TRAIN_ACCURACY)));
        StoredRun run = Sweeps.results(store).values().iterator().next();
        CountedScores scores = (CountedScores) run.scores().orElseThrow();
        assertThat(scores.train().orElseThrow().samples()).isEqualTo(120);
        assertThat(scores.predictions()).isEqualTo(Optional.empty());
    }

    @Test
    void doesTheSameInLittleMemory() {
        Plan plan = Sweeps.plan(
                Sweeps.parse(DATA + "  tasks: {some: [1, 2]}\n  generators: [mean, ls, all]\n"), Sweeps.FASHION);
        assertThat(Sweeps.run(plan, Sweeps.FASHION, folder.resolve("s"), 3, new RunOptions(64L << 20, Set.of()))
                        .complete())
                .isTrue();
        assertThatThrownBy(() -> new RunOptions(1, Set.of())).hasMessage("memory must be at least 64MiB, was 0MiB");
    }
}
