package org.imprint.study.figure.paper;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Accuracy of one group over k, the proxies per class, for each GEN (figure 6).
 *
 * @param group backbone and data set, as the title
 * @param generators a line for each GEN that has a k
 * @param mean accuracy of the class means
 * @param leastSquares accuracy of least squares
 * @param all accuracy with every training row as a proxy
 */
public record ProxyCurves(
        String group, List<Curve> generators, OptionalDouble mean, OptionalDouble leastSquares, OptionalDouble all) {

    /** Copies the list. */
    public ProxyCurves {
        generators = List.copyOf(generators);
    }
}
