package org.imprint.core.gen;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;

/**
 * k rows of the class, drawn without replacement: the first k of a random permutation, x [n, d] → w [min(k, n), d].
 *
 * <p>The proxies for k are the first k of those for any larger k ≤ n. Time O(n + k·d); n − 1 words of the class's stream
 * are drawn whatever k is, and none if n &lt; k or n = 1. Rows are passed on as they are, NaN included.
 *
 * @param k proxies per class, in [1, 10000]
 */
@Source(
        paper = Source.IMPRINT + ", generator 'random'",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py#select_proxies")
public record RandomGenerator(int k) implements SelectingGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "random",
            "k-random",
            RandomGenerator.class,
            RandomGenerator::new,
            GeneratorFact.HAS_PREFIXES,
            GeneratorFact.KEEPS_SMALL_CLASSES);

    public RandomGenerator {
        Checks.inRange("random.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public boolean usesSeed() {
        return true;
    }

    @Override
    public int[] select(ClassRows rows, Run run) {
        int n = RowChecks.size(rows);
        return n < k || n == 1
                ? RowChecks.all(n)
                : Arrays.copyOf(run.draws().forGeneration(rows.label()).permutation(n), k);
    }
}
