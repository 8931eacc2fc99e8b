package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;
import org.imprint.lab.plan.GenStage;

/**
 * Makes the proxies of one batch, each once for all tasks and k that can share it.
 *
 * <p>A class's proxies are shared by tasks where they do not depend on the other classes: always for generators that look at one
 * class in corrected semantics; in reference semantics, where classes draw from one stream, only if nothing is drawn. Proxies for a
 * smaller k are taken from those for a larger one where the stage allows it.
 */
final class ProxyMaker {

    private final GenStage stage;
    private final Semantics semantics;
    private final long seed;
    private final NavigableSet<Integer> ks;
    private final DoubleSupplier lambda;
    private final Parallel parallel;
    private final Map<ClassRows, Map<Integer, Timed>> made = new IdentityHashMap<>();

    private record Timed(FloatMatrix proxies, double seconds) {}

    /**
     * @param seed any, if the stage draws nothing
     * @param ks all k that will be asked for
     * @param lambda asked by least squares only
     */
    ProxyMaker(
            GenStage stage,
            Semantics semantics,
            long seed,
            NavigableSet<Integer> ks,
            DoubleSupplier lambda,
            Parallel parallel) {
        this.stage = stage;
        this.semantics = semantics;
        this.seed = seed;
        this.ks = ks;
        this.lambda = lambda;
        this.parallel = parallel;
    }

    Proxies make(TaskData task, ProxyGenerator choice) {
        if (choice.kind().isJoint()) {
            return joint(task, choice);
        }
        List<ClassRows> classes = task.seen(task.steps() - 1);
        if (semantics.isReference() && stage.seed().isPresent()) {
            long start = System.nanoTime();
            List<FloatMatrix> proxies = Imprinter.proxies(Task.of(classes), recipe(choice), run());
            return Proxies.growing(proxies, task, seconds(start));
        }
        return classByClass(task, classes, choice);
    }

    private Proxies classByClass(TaskData task, List<ClassRows> classes, ProxyGenerator choice) {
        Timed[] parts = new Timed[classes.size()];
        LongAdder nanos = new LongAdder();
        parallel.forEach(parts.length, c -> {
            parts[c] = ofClass(classes.get(c), choice);
            nanos.add((long) (parts[c].seconds * 1e9));
        });
        List<FloatMatrix> proxies = new ArrayList<>();
        for (Timed part : parts) {
            proxies.add(part.proxies);
        }
        return Proxies.growing(proxies, task, nanos.sum() / 1e9);
    }

    private Timed ofClass(ClassRows c, ProxyGenerator choice) {
        int k = choice.k();
        Integer top = choice.kind().has(GeneratorFact.HAS_PREFIXES) ? ks.floor(kept(c)) : null;
        boolean prefix = top != null && k <= top && stage.presampling().band().isEmpty();
        int wanted = prefix ? top : k;
        Map<Integer, Timed> ofThisClass;
        synchronized (made) {
            ofThisClass = made.computeIfAbsent(c, key -> new ConcurrentHashMap<>());
        }
        Timed whole = ofThisClass.computeIfAbsent(wanted, w -> {
            long start = System.nanoTime();
            FloatMatrix proxies = Imprinter.proxies(
                            Task.of(List.of(c)), recipe(prefix ? choice.kind().of(w) : choice), run())
                    .get(0);
            return new Timed(proxies, seconds(start));
        });
        return prefix && k < top ? new Timed(whole.proxies.rows(0, k), whole.seconds) : whole;
    }

    private int kept(ClassRows c) {
        return Math.min(c.size(), stage.presampling().fewShot().orElse(c.size()));
    }

    /**
     * Least squares: in corrected semantics over all classes known after a step; in reference semantics over those of the step
     * alone, as the published code has it.
     */
    private Proxies joint(TaskData task, ProxyGenerator choice) {
        long start = System.nanoTime();
        task.seen(task.steps() - 1);
        Run run = run();
        List<List<FloatMatrix>> steps = new ArrayList<>();
        List<FloatMatrix> grown = new ArrayList<>();
        for (int s = 0; s < task.steps(); s++) {
            List<ClassRows> rows = semantics.isReference() ? task.added(s) : task.seen(s);
            Moments moments = task.moments(stage.pre(), stage.presampling(), s);
            List<FloatMatrix> proxies =
                    Imprinter.proxies(Task.of(rows), recipe(choice), semantics.isReference() ? run : run(), moments);
            grown.addAll(proxies);
            steps.add(semantics.isReference() ? List.copyOf(grown) : proxies);
        }
        return new Proxies(steps, seconds(start));
    }

    private Recipe recipe(ProxyGenerator generator) {
        boolean ridge = generator.kind().has(GeneratorFact.NEEDS_RIDGE);
        return new Recipe(
                stage.pre(),
                stage.presampling(),
                ridge ? generator.withLambda(lambda.getAsDouble()) : generator,
                new NoNorm(),
                new NoNorm(),
                new MaxInnerProduct());
    }

    private Run run() {
        return Run.of(semantics, seed, parallel);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
