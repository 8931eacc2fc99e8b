package org.imprint.lab.sweep;

import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;

/**
 * Which rows of a class the generator sees: all, those within a Weibull band, a few drawn at random, or a few drawn from the band.
 *
 * @param band the Weibull band, if there is one
 * @param fewShot n ≥ 1 rows drawn at random, if not all
 */
public record PresamplingChoice(Optional<QuantileBand> band, OptionalInt fewShot) {

    /** Wire name of the published presampling without a band. */
    public static final String ALL = "all";

    /** Wire name of the published presampling with a band. */
    public static final String WEIBULL = "weibull";

    /** Returns the choice of every row. */
    public static PresamplingChoice all() {
        return new PresamplingChoice(Optional.empty(), OptionalInt.empty());
    }

    /** Returns the presampling to carry out. */
    public Presampling presampling() {
        Optional<Presampling> weibull =
                band.map(b -> new WeibullBand(b.low().doubleValue(), b.high().doubleValue()));
        if (fewShot.isEmpty()) {
            return weibull.orElseGet(KeepAll::new);
        }
        Presampling few = new FewShot(fewShot.getAsInt());
        return weibull.map(w -> w.then(few)).orElse(few);
    }

    /** Returns whether the generator sees every row. */
    public boolean isAll() {
        return band.isEmpty() && fewShot.isEmpty();
    }

    /** Returns the published name of the method; few shots are not part of it. */
    public String wireName() {
        return band.isPresent() ? WEIBULL : ALL;
    }
}
