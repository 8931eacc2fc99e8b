package org.imprint.lab.sweep.change;

import java.util.List;
import java.util.Optional;

/** Knows which classes data sets have. */
@FunctionalInterface
public interface KnownClasses {

    /** Returns the labels of the training rows of a data set under a backbone, ascending; empty if nobody knows them here. */
    Optional<List<Integer>> of(String backbone, String dataSet);
}
