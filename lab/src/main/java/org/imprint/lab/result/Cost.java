package org.imprint.lab.result;

import org.imprint.core.Checks;

/**
 * What a run took.
 *
 * @param generationSeconds GEN with NORMpre and presampling, as if this run alone had needed it: shared proxies count in full
 *     for each run that used them; 0 if not known
 * @param scoringSeconds its share of answering the test rows
 */
public record Cost(double generationSeconds, double scoringSeconds) {

    /** Checks that both are finite and neither is negative. */
    public Cost {
        check("generation seconds", generationSeconds);
        check("scoring seconds", scoringSeconds);
    }

    private static void check(String what, double seconds) {
        Checks.require(seconds >= 0 && seconds < Double.POSITIVE_INFINITY, what + " must be finite and ≥ 0", seconds);
    }
}
