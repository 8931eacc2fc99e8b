package org.imprint.lab.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Weighting;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.AggregationMethod;
import org.imprint.lab.sweep.Distance;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;
import org.imprint.lab.sweep.Recipes;

/**
 * Finds the canonical form of methods on the classes of one task.
 *
 * <p>A rule is applied only where answers are equal whatever the data, to the last bit: cosine with and without L2 is not, because
 * rounding differs.
 */
final class Folding {

    private final Semantics semantics;
    private final int classes;
    private final Optional<int[]> trainRows;
    private final Map<Method, Canonical> known = new HashMap<>();
    private final Map<GeneratorMethod, Boolean> draws;

    /**
     * @param classes C
     * @param trainRows rows of each class, if known
     * @param draws whether generators use the seed; shared by all foldings of a plan
     */
    Folding(Semantics semantics, int classes, Optional<int[]> trainRows, Map<GeneratorMethod, Boolean> draws) {
        this.semantics = semantics;
        this.classes = classes;
        this.trainRows = trainRows;
        this.draws = draws;
    }

    Canonical of(Method method) {
        return known.computeIfAbsent(method, this::compute);
    }

    private Canonical compute(Method method) {
        Set<FoldRule> rules = EnumSet.noneOf(FoldRule.class);
        GeneratorChoice generator = generator(method, rules);
        AggregationChoice aggregation =
                aggregation(method.aggregation(), mostProxies(generator, method.presampling()), rules);
        boolean drawn = method.presampling().fewShot().isPresent() || usesSeed(generator);
        Method form =
                new Method(method.pre(), method.post(), method.inf(), method.presampling(), generator, aggregation);
        return new Canonical(form, drawn, rules);
    }

    private boolean usesSeed(GeneratorChoice generator) {
        return draws.computeIfAbsent(
                generator.method(), m -> Recipes.generator(generator, () -> 1.0).usesSeed());
    }

    private GeneratorChoice generator(Method method, Set<FoldRule> rules) {
        GeneratorChoice choice = method.generator();
        if (choice.method() == GeneratorMethod.KLS && choice.k() == 1) {
            rules.add(FoldRule.ONE_CLUSTER);
            return GeneratorChoice.of(GeneratorMethod.LS);
        }
        boolean keepsSmallClasses =
                switch (choice.method()) {
                    case KMEANS, KMEDOIDS, COV_MAX, RANDOM, FPS -> true;
                    case MEAN, LS, KLS, ALL, NONE, LMEANS -> false;
                };
        if (keepsSmallClasses
                && method.presampling().equals(PresamplingChoice.all())
                && trainRows.isPresent()
                && Arrays.stream(trainRows.get()).allMatch(n -> n > 0 && n < choice.k())) {
            rules.add(FoldRule.EVERY_ROW);
            return GeneratorChoice.of(GeneratorMethod.ALL);
        }
        return choice;
    }

    /** Returns a number that the proxies of the task do not exceed. */
    private long mostProxies(GeneratorChoice generator, PresamplingChoice presampling) {
        long most = generator.method() == GeneratorMethod.ALL ? Long.MAX_VALUE : (long) generator.k() * classes;
        if (trainRows.isEmpty() || generator.method() == GeneratorMethod.NONE) {
            return most;
        }
        long sum = 0;
        for (int n : trainRows.get()) {
            int kept = Math.min(n, presampling.fewShot().orElse(n));
            sum += generator.method() == GeneratorMethod.ALL ? kept : Math.min(kept, generator.k());
        }
        return sum;
    }

    private AggregationChoice aggregation(AggregationChoice choice, long mostProxies, Set<FoldRule> rules) {
        if (choice.distance() == Distance.INNER_PRODUCT) {
            return choice;
        }
        if (choice.method() == AggregationMethod.MAX) {
            rules.add(FoldRule.NEAREST_ALONE);
            return vote(choice.distance(), Weighting.UNIFORM, 1);
        }
        int m = choice.m();
        if (m > mostProxies && mostProxies > 0) {
            rules.add(FoldRule.ALL_VOTE);
            m = (int) mostProxies;
        }
        if (m == 2 && !semantics.isReference()) {
            rules.add(FoldRule.TWO_VOTERS);
            return vote(choice.distance(), Weighting.UNIFORM, 1);
        }
        if (m == 1 && choice.weighting() != Weighting.UNIFORM) {
            rules.add(FoldRule.ONE_VOTER);
            return vote(choice.distance(), Weighting.UNIFORM, 1);
        }
        return vote(choice.distance(), choice.weighting(), m);
    }

    private static AggregationChoice vote(Distance distance, Weighting weighting, int m) {
        return new AggregationChoice(AggregationMethod.MNN, distance, weighting, m);
    }
}
