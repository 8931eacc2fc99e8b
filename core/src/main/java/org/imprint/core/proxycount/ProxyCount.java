package org.imprint.core.proxycount;

import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.text.Digits;

/**
 * How many proxies a class is to have, and why.
 *
 * @param k in [1, {@value ProxyGenerator#MAX_K}]
 * @param ground what decided
 * @param tried what was held against one proxy: k itself if it is larger; else the best of the larger numbers; 1 if none was tried
 * @param gain what {@code tried} proxies bring over one; nothing if none was tried
 * @param collapse r_c, variance within the class over variance between classes; ∞ where class means coincide
 * @param silhouette of the class's k-means partition into {@code tried}; empty if there is none
 */
public record ProxyCount(
        int k, Ground ground, int tried, LeftOutGain gain, double collapse, OptionalDouble silhouette) {

    /** What decides on a number of proxies. */
    public enum Ground implements Named {
        /** More proxies are worth more than they cost. */
        GAIN("gain"),
        /** More proxies are worth less than they cost. */
        NO_GAIN("no-gain"),
        /** More would be worth it, but the groups do not stand apart. */
        NO_GROUPS("no-groups"),
        /** The class is a point beside the distances between classes. */
        COLLAPSED("collapsed"),
        /** The class has fewer than four rows. */
        FEW_ROWS("few-rows"),
        /** k of GEN is 1. */
        ONE_AT_MOST("one-at-most"),
        /** There is no other class to confuse it with. */
        ALONE("alone"),
        /** As before, when there were examples to ask. */
        KEPT("kept"),
        /** Two classes were put together, each with what it had. */
        MERGED("merged");

        private final String wireName;

        Ground(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** Checks the counts. */
    public ProxyCount {
        Checks.inRange("number of proxies", k, 1, ProxyGenerator.MAX_K);
        Checks.inRange("number of proxies tried", tried, 1, ProxyGenerator.MAX_K);
    }

    /** Returns the count of a class that was put together from two: what both had, at most {@value ProxyGenerator#MAX_K}. */
    public ProxyCount mergedWith(ProxyCount other) {
        int both = Math.min(k + other.k, ProxyGenerator.MAX_K);
        return new ProxyCount(
                both, Ground.MERGED, 1, LeftOutGain.NONE, Double.POSITIVE_INFINITY, OptionalDouble.empty());
    }

    /** Returns the count without what was measured, of a class whose neighbours were erased while there are no examples to ask again. */
    public ProxyCount kept() {
        return new ProxyCount(k, Ground.KEPT, 1, LeftOutGain.NONE, Double.POSITIVE_INFINITY, OptionalDouble.empty());
    }

    /** Returns a single proxy that nothing was held against. */
    static ProxyCount untried(Ground ground, double collapse) {
        return new ProxyCount(1, ground, 1, LeftOutGain.NONE, collapse, OptionalDouble.empty());
    }

    /** Returns why, for people, such as {@code leave-fold-out gain over 1: +2.1 points, log-likelihood +31.2 ± 8.0; silhouette 0.41}. */
    public String reason() {
        return switch (ground) {
            case GAIN -> "leave-fold-out gain over 1: " + gain.words() + groups();
            case NO_GAIN -> "too little gain: " + tried + " would bring " + gain.words() + groups();
            case NO_GROUPS -> tried + " would bring " + gain.words() + ", but its groups do not stand apart" + groups();
            case COLLAPSED -> "collapsed: within/between " + Digits.fixed(collapse, 3);
            case FEW_ROWS -> "fewer than " + ProxyCountSearch.LEAST_ROWS + " examples";
            case ONE_AT_MOST -> "the recipe allows one at most";
            case ALONE -> "no other class with examples to hold it against";
            case KEPT -> "as before something was erased, without examples to ask again";
            case MERGED -> "merged from two classes, with the proxies of both until the next fit";
        };
    }

    private String groups() {
        return silhouette.isPresent() ? "; silhouette " + Digits.fixed(silhouette.getAsDouble(), 2) : "";
    }
}
