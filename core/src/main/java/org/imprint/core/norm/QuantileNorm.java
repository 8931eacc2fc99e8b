package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Gives all proxies one distribution of values: each value is replaced by the quantile of its rank within its row.
 *
 * <pre>
 *   y_r = Q((r + ½) / d)      r = 0 … d−1, the rank within the row
 *   Q(p) = linear interpolation of the sorted reference values s_0 … s_{n−1} at p·(n−1)
 * </pre>
 *
 * <p>In {@link Semantics#CORRECTED} the reference values are those of all proxies of all classes, so the order of the classes
 * does not matter; coordinates with equal values share the mean of their quantiles. In {@link Semantics#REFERENCE} the first
 * class stays as it is and each later class is ranked against what was stored before it, as the published code does; there
 * widths such as 49 or 784 are refused and large references are thinned out ({@link RunningQuantiles}).
 *
 * <p>Proxies must be finite in corrected semantics. Time O(N log N) for N values in all (corrected), O(C·N log N) for C
 * classes (reference); memory a copy of the proxies and up to N floats (reference: at most 2²⁴) to sort. No randomness.
 */
@Source(
        paper = Source.IMPRINT + ", normalization 'quantile'",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/utils/helpers.py#quantile_norm")
public record QuantileNorm() implements ProxyNormalization {

    @Override
    public String wireName() {
        return "quantile";
    }

    /**
     * {@inheritDoc}
     *
     * @throws ImprintException if all classes together have 2³¹ values or more, if a value is not finite (corrected)
     *     or if the published code fails at this width (reference)
     */
    @Override
    public List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics) {
        return semantics.isReference() ? RunningQuantiles.normalised(proxies) : PooledQuantiles.normalised(proxies);
    }
}
