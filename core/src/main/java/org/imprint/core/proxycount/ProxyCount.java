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
 * @param gain by how much {@code tried} proxies raise Σ ln p of the true class over one, summed over the rows asked, in nats; all classes
 *     else as chosen
 * @param error the standard error of that sum, from the rows' differences
 * @param points by how much they raise the share of right answers, in points of per cent
 * @param collapse r_c, variance within the class over variance between classes; ∞ where class means coincide
 * @param silhouette of the class's k-means partition into {@code tried}; empty if there is none
 */
public record ProxyCount(
        int k,
        Ground ground,
        int tried,
        double gain,
        double error,
        double points,
        double collapse,
        OptionalDouble silhouette) {

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
        return new ProxyCount(both, Ground.MERGED, 1, 0, 0, 0, Double.POSITIVE_INFINITY, OptionalDouble.empty());
    }

    /** Returns why, for people, such as {@code leave-fold-out gain 2.1 points over 1, log-likelihood +31.2 ± 8.0; silhouette 0.41}. */
    public String reason() {
        return switch (ground) {
            case GAIN -> "leave-fold-out gain " + signed(points) + " points over 1, " + likelihood() + groups();
            case NO_GAIN ->
                tried == 1
                        ? "nothing to be gained from more"
                        : "too little gain: " + tried + " would bring " + signed(points) + " points, " + likelihood()
                                + groups();
            case NO_GROUPS ->
                tried + " would bring " + signed(points) + " points, " + likelihood()
                        + ", but its groups do not stand apart" + groups();
            case COLLAPSED -> "collapsed: within/between " + Digits.fixed(collapse, 3);
            case FEW_ROWS -> "fewer than " + ProxyCountSearch.LEAST_ROWS + " examples";
            case MERGED -> "merged from two classes, with the proxies of both until the next fit";
        };
    }

    private String likelihood() {
        return "log-likelihood " + signed(gain) + " ± " + Digits.fixed(error, 1);
    }

    private String groups() {
        return silhouette.isPresent() ? "; silhouette " + Digits.fixed(silhouette.getAsDouble(), 2) : "";
    }

    private static String signed(double x) {
        String text = Digits.fixed(x, 1);
        return x > 0 && !text.startsWith("-") ? "+" + text : text;
    }
}
