package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;

/** Gives all proxies one distribution of values: each value is replaced by the quantile of its rank within the row. */
@Source(
        paper = Source.IMPRINT + ", normalization 'quantile'",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/utils/helpers.py#quantile_norm")
public record QuantileNorm() implements Normalization {

    @Override
    public String wireName() {
        return "quantile";
    }

    @Override
    public List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics) {
        throw new UnsupportedOperationException("quantile normalisation is not there yet");
    }
}
