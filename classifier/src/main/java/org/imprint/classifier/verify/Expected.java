package org.imprint.classifier.verify;

/**
 * The right answer for one image or embedding.
 *
 * @param name for messages
 * @param className the class
 * @param scores of all classes
 * @param isUnknown whether the score is below the class's threshold
 */
record Expected(String name, String className, float[] scores, boolean isUnknown) {

    /** Returns the largest magnitude of a score: what differences are measured by. */
    double scale() {
        double most = 0;
        for (float score : scores) {
            most = Math.max(most, Math.abs(score));
        }
        return most;
    }
}
