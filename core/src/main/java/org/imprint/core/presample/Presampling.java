package org.imprint.core.presample;

import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;

/** Chooses the rows of a class that its proxies are made from. */
public sealed interface Presampling permits KeepAll, Band, FewShot, Chained {

    /**
     * Returns the indices of the rows kept, in the order in which the generator sees them.
     *
     * @param rows [n, d] with n ≥ 1, after NORMpre; not written to
     */
    int[] keep(ClassRows rows, Run run);

    /** Returns the band that rows must lie in, if there is one. */
    default Optional<Band> band() {
        return Optional.empty();
    }

    /** Returns how many rows are drawn at random, if they are. */
    default OptionalInt fewShot() {
        return OptionalInt.empty();
    }

    /** Returns whether every row is kept, in its order, whatever the rows are. */
    default boolean isAll() {
        return band().isEmpty() && fewShot().isEmpty();
    }

    /** Returns the presampling that applies this one first and {@code next} to the rows that it kept. */
    default Presampling then(Presampling next) {
        return new Chained(this, next);
    }

    /** Returns the presampling by a band, if there is one, that then draws n ≥ 1 rows, if it is to. */
    static Presampling of(Optional<? extends Band> band, OptionalInt fewShot) {
        Presampling within = band.isPresent() ? band.get() : new KeepAll();
        if (fewShot.isEmpty()) {
            return within;
        }
        Presampling few = new FewShot(fewShot.getAsInt());
        return band.isPresent() ? within.then(few) : few;
    }
}
