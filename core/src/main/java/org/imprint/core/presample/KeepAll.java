package org.imprint.core.presample;

import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;

/** Keeps every row in its order. */
public record KeepAll() implements Presampling {

    @Override
    public int[] keep(ClassRows rows, Run run) {
        return IntStream.range(0, rows.size()).toArray();
    }
}
