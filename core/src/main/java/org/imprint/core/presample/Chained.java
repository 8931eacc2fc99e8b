package org.imprint.core.presample;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;

/**
 * One presampling after the other, such as a Weibull band and then a few-shot sample of what it kept.
 *
 * @param first sees all rows
 * @param second sees the rows that {@code first} kept, in its order
 */
@Source(
        paper = Source.IMPRINT + ", presampling then few shots",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/prefilter.py")
public record Chained(Presampling first, Presampling second) implements Presampling {

    @Override
    public Optional<Band> band() {
        return first.band().or(second::band);
    }

    /** {@inheritDoc} The smaller one of two. */
    @Override
    public OptionalInt fewShot() {
        return Stream.of(first, second).flatMapToInt(p -> p.fewShot().stream()).min();
    }

    @Override
    public int[] keep(ClassRows rows, Run run) {
        int[] kept = first.keep(rows, run);
        int[] again = second.keep(rows.with(rows.rows().select(kept)), run);
        for (int i = 0; i < again.length; i++) {
            again[i] = kept[again[i]];
        }
        return again;
    }
}
