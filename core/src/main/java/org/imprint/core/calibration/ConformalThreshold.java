package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * The probability from which a class belongs to the set of classes that an image may have, so that the set holds the true class with
 * at least a stated chance.
 *
 * <pre>
 *   r   = max(1, ⌈(n + 1)(1 − α)⌉)        1 − α stated coverage
 *   t   = 1 − the r-th smallest of 1 − p_i,t(i)        t(i) true class of row i;  0 if r &gt; n
 *   set = all classes c with p_c ≥ t
 * </pre>
 *
 * <p>If rows and images to come are exchangeable, and rows were not used to make the probabilities (split), the set holds the true class with
 * a chance of at least r/(n + 1), the smallest coverage of at least 1 − α that n rows allow; of more than n/(n + 1) no n rows can
 * tell, and each set holds all classes. With probabilities of rows left out, one by one, nothing need be kept back, but no such chance
 * is proved (R. Barber et al., Predictive Inference with the Jackknife+, Ann. Stat. 2021); it is near r/(n + 1) where one row moves
 * little. A set is empty where no class is as likely as true ones are. The chance is that over all classes together, not of each.
 *
 * @param value t, in [0, 1]
 * @param coverage r/(n + 1); 1 if r &gt; n
 */
@Source(
        paper =
                "V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, 2005; the score: M. Sadinle, J. Lei, "
                        + "L. Wasserman, Least Ambiguous Set-Valued Classifiers with Bounded Error Levels, JASA 2019",
        url = "https://arxiv.org/abs/1609.00451",
        oracle = "numpy 1.24.2, numpy.sort(p_true)[n - ceil((n + 1) * coverage)]")
public record ConformalThreshold(double value, double coverage) {

    /** The threshold of sets of all classes: what can be said without a row. */
    public static final ConformalThreshold ALL = new ConformalThreshold(0, 1);

    /** Checks the ranges. */
    public ConformalThreshold {
        Checks.inRange("conformal threshold", value, 0, 1);
        Checks.inRange("coverage", coverage, 0, 1);
    }

    /** Returns n/(n + 1), above which n rows allow no coverage but that of all classes. @param n ≥ 0 */
    public static double mostCoverage(int n) {
        Checks.require(n >= 0, "rows must be at least 0", n);
        return n / (n + 1.0);
    }

    /** Returns of how few rows a coverage can be had with sets that need not hold all classes. @param stated in (0, 1) */
    public static long leastRows(double stated) {
        Checks.require(stated > 0 && stated < 1, "coverage must be in (0, 1)", stated);
        return Math.max(1, (long) Math.ceil(stated / (1 - stated) - 1e-9));
    }

    /** Returns whether each set holds all classes. */
    public boolean isAll() {
        return value == 0;
    }

    /**
     * Finds t. Time O(n·C + n log n).
     *
     * @param probabilities [n, C] of rows kept back or left out, each in [0, 1], of sum 1 in each row
     * @param classes true class of each row, in [0, C)
     * @param stated 1 − α, in (0, 1)
     * @throws ImprintException if they are not, naming the row
     */
    public static ConformalThreshold of(DoubleMatrix probabilities, int[] classes, double stated) {
        Checks.require(stated > 0 && stated < 1, "coverage must be in (0, 1)", stated);
        ProbabilityRows.check(probabilities, classes);
        int n = classes.length;
        double[] own = IntStream.range(0, n)
                .mapToDouble(i -> probabilities.get(i, classes[i]))
                .toArray();
        Arrays.sort(own);
        // A product that is whole but for rounding counts as whole
        int rank = Math.max(1, (int) Math.ceil((n + 1) * stated - 1e-9));
        return rank > n ? ALL : new ConformalThreshold(own[n - rank], rank / (n + 1.0));
    }

    /** Returns the classes of the set in rising order; maybe none, maybe all. @param probabilities of each class */
    public int[] set(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .filter(c -> probabilities[c] >= value)
                .toArray();
    }
}
