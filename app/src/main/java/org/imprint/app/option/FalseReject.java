package org.imprint.app.option;

import org.imprint.core.ImprintException;
import org.imprint.core.calibration.RejectThresholds;

/**
 * A false-reject rate as a user gives it.
 *
 * @param alpha the rate α, in (0, 0.5]
 */
public record FalseReject(double alpha) {

    /** Checks the range. */
    public FalseReject {
        RejectThresholds.checkedRate(alpha);
    }

    /** Reads a rate. @throws ImprintException if it is no number in (0, 0.5] */
    static FalseReject parse(String word) {
        try {
            return new FalseReject(Double.parseDouble(word));
        } catch (NumberFormatException | ImprintException e) {
            throw new ImprintException("--false-reject must be in (0, 0.5], was " + word);
        }
    }
}
