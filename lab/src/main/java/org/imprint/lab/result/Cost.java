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

    /** Checks that neither is negative. */
    public Cost {
        Checks.require(generationSeconds >= 0, "generation seconds must be at least 0", generationSeconds);
        Checks.require(scoringSeconds >= 0, "scoring seconds must be at least 0", scoringSeconds);
    }
}
