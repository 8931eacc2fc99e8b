package org.imprint.classifier.doctor.embedding;

import org.imprint.core.text.Digits;

/** Numbers in reasons. */
final class ReasonNumbers {

    private ReasonNumbers() {}

    /** Returns the cosine of a distance 1 − cos. */
    static String cosine(double distance) {
        return Digits.fixed(1 - distance, 3);
    }

    static String probability(double p) {
        return Digits.fixed(p, 2);
    }
}
