package org.imprint.study.figure.paper;

import java.util.List;

/**
 * Accuracy over n, the samples per class, of one backbone and data set (figure 10).
 *
 * @param backbone its row
 * @param dataSet its column
 * @param curves a line for each k, x = n
 */
public record FewShotCurves(String backbone, String dataSet, List<Curve> curves) {

    /** Copies the list. */
    public FewShotCurves {
        curves = List.copyOf(curves);
    }
}
