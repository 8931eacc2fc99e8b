package org.imprint.lab.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireGenerator;

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

    /**
     * @param classes C
     * @param trainRows rows of each class, if known
     */
    Folding(Semantics semantics, int classes, Optional<int[]> trainRows) {
        this.semantics = semantics;
        this.classes = classes;
        this.trainRows = trainRows;
    }

    Canonical of(Method method) {
        return known.computeIfAbsent(method, this::compute);
    }

    private Canonical compute(Method method) {
        requireKnown(method);
        Set<FoldRule> rules = EnumSet.noneOf(FoldRule.class);
        ProxyGenerator generator = generator(method, rules);
        Aggregation aggregation =
                aggregation(method.aggregation(), mostProxies(generator, method.presampling()), rules);
        boolean drawn = method.presampling().fewShot().isPresent() || generator.usesSeed();
        Method form =
                new Method(method.pre(), method.post(), method.inf(), method.presampling(), generator, aggregation);
        return new Canonical(form, drawn, rules);
    }

    private static void requireKnown(Method method) {
        ProxyGenerator generator = method.generator();
        Checks.require(
                !generator.wireName().equals(WireGenerator.LMEANS),
                "proxy_methods must be given: the published default names no method",
                "'" + WireGenerator.LMEANS + "'");
        requireKnown("generator", generator, generator.kind().isKnown());
        requireKnown("aggregation", method.aggregation(), !(method.aggregation() instanceof MissingAggregation));
        requireKnown("normalisation", method.pre(), method.pre().isKnown());
        requireKnown("normalisation", method.post(), method.post().isKnown());
        requireKnown("normalisation", method.inf(), method.inf().isKnown());
    }

    private static void requireKnown(String what, Named part, boolean known) {
        if (!known) {
            throw new ImprintException("the code of every " + what + " must be on the class path, that of '"
                    + part.wireName() + "' is not");
        }
    }

    private ProxyGenerator generator(Method method, Set<FoldRule> rules) {
        ProxyGenerator generator = method.generator();
        if (generator instanceof ClusteredLeastSquaresGenerator kls && kls.k() == 1) {
            rules.add(FoldRule.ONE_CLUSTER);
            return new LeastSquaresGenerator(kls.ridge());
        }
        // n < k, not n = k: only of smaller classes the fact promises the rows themselves. And every class must be
        // smaller, because a form
        // is one generator for all.
        if (generator.kind().has(GeneratorFact.KEEPS_SMALL_CLASSES)
                && method.presampling().isAll()
                && trainRows.isPresent()
                && Arrays.stream(trainRows.get()).allMatch(n -> n > 0 && n < generator.k())) {
            rules.add(FoldRule.EVERY_ROW);
            return new AllGenerator();
        }
        return generator;
    }

    /** Returns a number that the proxies of the task do not exceed. */
    private long mostProxies(ProxyGenerator generator, Presampling presampling) {
        if (trainRows.isEmpty()) {
            return generator.most(Integer.MAX_VALUE) * classes;
        }
        return Arrays.stream(trainRows.get())
                .mapToLong(n -> generator.most(Math.min(n, presampling.fewShot().orElse(n))))
                .sum();
    }

    private Aggregation aggregation(Aggregation aggregation, long mostProxies, Set<FoldRule> rules) {
        if (aggregation instanceof NearestProxy nearest) {
            rules.add(FoldRule.NEAREST_ALONE);
            return nearest.asVote();
        }
        if (!(aggregation instanceof NearestVote vote)) {
            return aggregation;
        }
        // In this order: m may become 2 or 1 by the first rule, and then the others hold of it
        int m = vote.m();
        if (m > mostProxies && mostProxies > 0) {
            rules.add(FoldRule.ALL_VOTE);
            m = (int) mostProxies;
        }
        // In reference semantics two uniform votes are a tie that the smaller class wins, near or far
        if (m == 2 && !semantics.isReference()) {
            rules.add(FoldRule.TWO_VOTERS);
            return NearestVote.nearest(vote.metric());
        }
        if (m == 1 && vote.weighting() != Weighting.UNIFORM) {
            rules.add(FoldRule.ONE_VOTER);
            return NearestVote.nearest(vote.metric());
        }
        return new NearestVote(m, vote.metric(), vote.weighting());
    }
}
