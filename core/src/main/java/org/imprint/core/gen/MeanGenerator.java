package org.imprint.core.gen;

import org.imprint.core.Run;
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
 * <p>A class of one row keeps that row. Time O(n·d), no randomness. Source: H. Qi, M. Brown, D. Lowe, "Low-shot learning
 * with imprinted weights", CVPR 2018.
 */
public record MeanGenerator() implements ClassGenerator {

    @Override
    public String wireName() {
        return "mean";
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public FloatMatrix proxies(ClassRows rows, Run run) {
        return rows.size() == 1
                ? rows.rows()
                : FloatMatrix.of(1, rows.rows().cols(), TorchReductions.columnMeans(rows.rows()));
    }
}
