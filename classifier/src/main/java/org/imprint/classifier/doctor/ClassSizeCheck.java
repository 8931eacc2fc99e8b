package org.imprint.classifier.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.text.Digits;

/**
 * Classes that are small beside the others, or for a threshold of their own.
 *
 * <pre>
 *   imbalance      n_c &lt; median / 3,      score 1 − n_c / median
 *   few examples   n_c &lt; ⌈1/α⌉ − 1,      score 1 − n_c / (⌈1/α⌉ − 1)
 * </pre>
 *
 * <p>A threshold is a class's own where it is answered for as many examples that were left out. That is not known here; a class that has
 * fewer images is hardly answered for as many, and one that has as many may still be answered for fewer and borrow from all classes of
 * at least two, see {@link RejectThresholds}. Where those have fewer images together, there is no threshold at all.
 *
 * @param sizes how many images each class has, in the order of the classes
 * @param alpha the false-reject rate α that thresholds are to keep, in (0, 0.5]
 */
public record ClassSizeCheck(Map<String, Integer> sizes, double alpha) implements DoctorCheck {

    private static final int TIMES = 3;

    /** Checks the range. */
    public ClassSizeCheck {
        RejectThresholds.checkedRate(alpha);
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.IMBALANCE, FindingKind.FEW_EXAMPLES);
    }

    @Override
    public List<Finding> findings() {
        int[] sorted = sizes.values().stream().mapToInt(n -> n).sorted().toArray();
        int n = sorted.length;
        double median = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
        int needed = RejectThresholds.fewest(alpha);
        int together = Arrays.stream(sorted).filter(size -> size > 1).sum();
        List<Finding> found = new ArrayList<>();
        sizes.forEach((name, size) -> {
            if (TIMES * size < median) {
                found.add(finding(
                        FindingKind.IMBALANCE,
                        1 - size / median,
                        "Class " + name + " has " + Digits.count(size, "image") + "; half of the classes have "
                                + Digits.fixed(median, median == Math.rint(median) ? 0 : 1) + " or more."));
            }
            if (size < needed) {
                found.add(finding(
                        FindingKind.FEW_EXAMPLES,
                        1 - (double) size / needed,
                        "Class " + name + " has " + Digits.count(size, "image")
                                + "; a threshold of its own that rejects "
                                + Digits.fixed(100 * alpha, alpha * 100 == Math.rint(alpha * 100) ? 0 : 1)
                                + " % needs " + Digits.count(needed) + " that are answered so"
                                + (together < needed
                                        ? ", and there are " + Digits.count(together)
                                                + " in classes of 2 or more to borrow from: nothing can be unknown."
                                        : ".")));
            }
        });
        return found;
    }

    private static Finding finding(FindingKind kind, double score, String reason) {
        return new Finding(kind, score, true, List.of(), List.of(), Optional.empty(), reason);
    }
}
