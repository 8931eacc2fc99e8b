package org.imprint.core.presample;

import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;

/** Keeps every row in its order. */
@Source(paper = Source.IMPRINT + ", presampling 'all'", url = Source.IMPRINT_URL, oracle = "the identity")
public record KeepAll() implements Presampling {

    @Override
    public int[] keep(ClassRows rows, Run run) {
        return IntStream.range(0, rows.size()).toArray();
    }
}
