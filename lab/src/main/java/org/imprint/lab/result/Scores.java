package org.imprint.lab.result;

import java.util.List;
import java.util.OptionalDouble;

/** How good the answers of a run were on test rows; fractions in [0, 1], the published figures in per cent. */
public sealed interface Scores permits CountedScores, PublishedScores {

    /** Returns n, the number of test rows; 0 if it is not known. */
    long samples();

    /** Returns the share of test rows that were answered rightly, in [0, 1]. */
    double accuracy();

    /** Returns the accuracy in per cent as the published code stores it: a float quotient, widened. */
    double publishedAccuracy();

    /** Returns F1 of each class in task order, in [0, 1]; empty if it is not known. */
    List<Double> f1();

    /** Returns the F1 of all classes weighted by their sizes, in [0, 1]; NaN if it is not known. */
    double weightedF1();

    /** Returns the share of training rows that were answered rightly, if that was asked for. */
    OptionalDouble trainAccuracy();
}
