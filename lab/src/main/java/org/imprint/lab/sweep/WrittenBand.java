package org.imprint.lab.sweep;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.WeibullBand;

/**
 * A Weibull band whose ends a file writes unlike the published code, {@code 0.0} or {@code 1}: it is another id, so the writing stays
 * with the band. Made by {@link WirePresampling#band} alone, which gives the {@link WeibullBand} itself wherever the writing is usual.
 *
 * @param low lower quantile, a {@link Long} if the file has an integer and a {@link Double} otherwise
 * @param high upper quantile, likewise
 */
record WrittenBand(Number low, Number high) implements Band {

    WrittenBand {
        requireIntegerOrDouble(low);
        requireIntegerOrDouble(high);
    }

    @Override
    public WeibullBand weibull() {
        return new WeibullBand(low.doubleValue(), high.doubleValue());
    }

    @Override
    public int[] keep(ClassRows rows, Run run) {
        return weibull().keep(rows, run);
    }

    private static void requireIntegerOrDouble(Number x) {
        Checks.require(
                x instanceof Long || x instanceof Double,
                "a quantile must be a Long or a Double",
                x.getClass().getSimpleName());
    }
}
