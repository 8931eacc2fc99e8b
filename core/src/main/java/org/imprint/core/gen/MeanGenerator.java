package org.imprint.core.gen;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;

/**
 * One proxy per class, the mean of its rows.
 *
 * <pre>
 *   w = (1/n) Σᵢ xᵢ        x [n, d] → w [1, d]
 * </pre>
 *
 * <p>A class of one row keeps that row. Time O(n·d), no randomness. Corrected semantics refuses NaN and infinity; in
 * reference semantics they make the mean NaN.
 *
 * @param k what a published configuration asks for, in [1, 10000]; the mean is one proxy whatever k is, but in reference
 *     semantics a class with fewer than k rows keeps its rows
 */
@Source(
        paper = "H. Qi, M. Brown, D. Lowe, Low-shot learning with imprinted weights, CVPR 2018",
        url = "https://arxiv.org/abs/1712.07136",
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py#select_proxies")
public record MeanGenerator(int k) implements ClassGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND =
            GeneratorKind.withoutK("mean", "mean", MeanGenerator.class, MeanGenerator::new);

    public MeanGenerator {
        Checks.inRange("mean.k", k, 1, MAX_K);
    }

    /** Creates the generator of one mean per class. */
    public MeanGenerator() {
        this(1);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        return GenerationCost.reading(n, d, 2);
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public FloatMatrix proxies(ClassRows rows, Run run) {
        int n = RowChecks.size(rows);
        RowChecks.finiteIfCorrected(rows, run);
        boolean givesRowsBack = run.semantics().isReference() && n < k;
        return n == 1 || givesRowsBack
                ? rows.rows()
                : FloatMatrix.of(1, rows.rows().cols(), TorchReductions.columnMeans(rows.rows()));
    }
}
