package org.imprint.core.gen;

import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Every row is a proxy: x [n, d] → w = x [n, d], in the order of the rows.
 *
 * <p>With a vote of the m nearest this is the classic nearest-neighbour classifier. Costs nothing, copies nothing, uses no
 * randomness, and passes rows on as they are, NaN included.
 */
@Source(
        paper =
                "T. Cover, P. Hart, Nearest neighbor pattern classification, IEEE Trans. Information Theory 13(1), 1967",
        url = "https://doi.org/10.1109/TIT.1967.1053964",
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py#select_proxies")
public record AllGenerator() implements SelectingGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND =
            GeneratorKind.withoutK("all", "all", AllGenerator.class, AllGenerator::new);

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public int k() {
        return EVERY_ROW;
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public int[] select(ClassRows rows, Run run) {
        return RowChecks.all(RowChecks.size(rows));
    }

    @Override
    public FloatMatrix proxies(ClassRows rows, Run run) {
        RowChecks.size(rows);
        return rows.rows();
    }
}
