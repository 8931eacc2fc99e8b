package org.imprint.lab.sweep;

import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.ImprintException;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;

/**
 * A presampling as files and published ids write it: every value is there, whether it applies or not.
 *
 * <p>Published ids tell {@code 0} from {@code 0.0}: a quantile is a {@link Long} where a file has an integer, else a {@link Double}.
 *
 * @param method {@link #ALL} or {@link #WEIBULL}
 * @param low lower quantile; 0 for {@link #ALL}
 * @param high upper quantile; 1.0 for {@link #ALL}
 * @param fewShot n, or {@link #EVERY_ROW}
 */
public record WirePresampling(String method, Number low, Number high, int fewShot) {

    /** The name of a presampling without a band. */
    public static final String ALL = "all";

    /** The name of a presampling with a band. */
    public static final String WEIBULL = "weibull";

    /** The few-shot value of a presampling that draws no rows. */
    public static final int EVERY_ROW = -1;

    /** Returns how a presampling is written. */
    public static WirePresampling of(Presampling presampling) {
        WrittenBand band = written(presampling.band().orElse(new WeibullBand(0, 1)));
        return new WirePresampling(
                presampling.band().isPresent() ? WEIBULL : ALL,
                band.low(),
                band.high(),
                presampling.fewShot().orElse(EVERY_ROW));
    }

    /** Returns whether the band applies. */
    public boolean hasBand() {
        return method.equals(WEIBULL);
    }

    /** Returns the presampling that is written so. */
    public Presampling presampling() {
        return Presampling.of(
                hasBand() ? Optional.of(band(low, high)) : Optional.empty(),
                fewShot == EVERY_ROW ? OptionalInt.empty() : OptionalInt.of(fewShot));
    }

    /**
     * Returns the band of two quantiles as a file writes them, 0 ≤ low &lt; high ≤ 1.
     *
     * @throws ImprintException if they are out of range, or of a type other than {@link Long} and {@link Double}
     */
    public static Band band(Number low, Number high) {
        WrittenBand written = new WrittenBand(low, high);
        WeibullBand band = written.weibull();
        return written.equals(usual(band)) ? band : written;
    }

    private static WrittenBand written(Band band) {
        return band instanceof WrittenBand written ? written : usual(band.weibull());
    }

    /** The published code writes {@code [0, 1.0]} for the band of every row. */
    private static WrittenBand usual(WeibullBand band) {
        return new WrittenBand(band.low() == 0 ? (Number) 0L : (Number) band.low(), band.high());
    }
}
