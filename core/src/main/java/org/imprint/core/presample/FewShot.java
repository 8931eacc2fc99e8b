package org.imprint.core.presample;

import java.util.Arrays;
import java.util.OptionalInt;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;

/**
 * Keeps a random sample of n rows without replacement: the first n of a random permutation, or all rows, permuted, if there
 * are no more than n.
 *
 * <p>Draws one permutation of all rows from the class's presampling stream whatever n is, so a smaller sample is a prefix of a
 * larger one. In reference semantics that stream is shared with the generators, so from the second class on the sample
 * depends on what generator ran before. Time O(rows).
 *
 * @param n rows to keep, in [1, 2³¹)
 */
@Source(
        paper = Source.IMPRINT + ", few-shot presampling",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/prefilter.py")
public record FewShot(int n) implements Presampling {

    /** Checks the range of n. */
    public FewShot {
        Checks.inRange("fewshot.n", n, 1, Integer.MAX_VALUE);
    }

    @Override
    public OptionalInt fewShot() {
        return OptionalInt.of(n);
    }

    @Override
    public int[] keep(ClassRows rows, Run run) {
        int[] order = run.draws().forPresampling(rows.label()).permutation(rows.size());
        return Arrays.copyOf(order, Math.min(n, order.length));
    }
}
