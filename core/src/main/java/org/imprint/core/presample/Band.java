package org.imprint.core.presample;

import java.util.Optional;

/**
 * A Weibull band, or one beside which a file keeps how it wrote the quantiles.
 *
 * <p>Whatever else an implementation holds, it keeps the rows that {@link #weibull} keeps.
 */
public non-sealed interface Band extends Presampling {

    /** Returns the band to carry out. */
    WeibullBand weibull();

    @Override
    default Optional<Band> band() {
        return Optional.of(this);
    }
}
