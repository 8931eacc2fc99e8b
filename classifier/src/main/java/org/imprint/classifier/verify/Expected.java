package org.imprint.classifier.verify;

import java.util.Optional;

/**
 * The right answer for one image or embedding.
 *
 * @param name for messages
 * @param className the class
 * @param scores of all classes
 * @param isUnknown whether what is held against the class's threshold is below it
 * @param known that; empty where it is the score of the class
 */
record Expected(String name, String className, float[] scores, boolean isUnknown, Optional<Float> known) {

    /** Returns the largest magnitude of a score: what differences are measured by. */
    double scale() {
        double most = 0;
        for (float score : scores) {
            most = Math.max(most, Math.abs(score));
        }
        return most;
    }
}
