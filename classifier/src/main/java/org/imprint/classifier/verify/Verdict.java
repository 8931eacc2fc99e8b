package org.imprint.classifier.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was found out of an exported file.
 *
 * @param file the file
 * @param asked images or embeddings that it was asked
 * @param agreeing those that it answered right, in the class and in whether it is unknown
 * @param largestDifference the largest |score − right score| of any class and image
 * @param worst the image with that difference, if any was asked
 * @param differences each with its aspect, at most one for each; empty where the file is right
 */
public record Verdict(
        Path file,
        int asked,
        int agreeing,
        double largestDifference,
        Optional<String> worst,
        List<Difference> differences) {

    /** Copies the list. */
    public Verdict {
        differences = List.copyOf(differences);
    }

    /** Returns whether nothing differs. */
    public boolean isProven() {
        return differences.isEmpty();
    }
}
