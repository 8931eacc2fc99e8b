package org.imprint.vision.zoo.network;

import java.util.List;

/**
 * How well the tensors of a file fit an architecture.
 *
 * @param wrong tensors that are missing, unexpected, of the wrong shape or there twice
 * @param problems an entry for each kind, with a few names
 */
public record Fit(int wrong, List<String> problems) {

    /** Copies the list. */
    public Fit {
        problems = List.copyOf(problems);
    }

    /** Returns whether every tensor fits. */
    public boolean isExact() {
        return wrong == 0;
    }
}
