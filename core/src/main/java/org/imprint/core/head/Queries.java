package org.imprint.core.head;

import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.search.Measure;
import org.imprint.core.search.Whitening;

/**
 * Queries as all heads with one NORMinf see them; made once and answered by many heads, see {@link SharedHead}.
 *
 * <p>What depends on the queries and the training rows alone, the whitening of the Mahalanobis metric in corrected semantics, is
 * computed when first asked for and kept. May be shared by threads.
 */
public final class Queries {

    private final FloatMatrix seen;
    private final RowNormalization norm;
    private final Optional<Task> training;
    private double[] lengths;
    private Whitened whitened;

    private Queries(FloatMatrix seen, RowNormalization norm, Optional<Task> training) {
        this.seen = seen;
        this.norm = norm;
        this.training = training;
    }

    /**
     * Returns the queries under a NORMinf.
     *
     * @param raw embeddings [n, d], not normalised; finite
     * @param training the embeddings that proxies were made from, before any normalisation; needed by the Mahalanobis metric in
     *     corrected semantics alone
     * @throws ImprintException if a number is not finite, naming its row
     */
    public static Queries of(FloatMatrix raw, RowNormalization norm, Optional<Task> training) {
        Head.requireFinite("query", raw);
        return new Queries(norm.ofRows(raw), norm, training);
    }

    /** Returns n. */
    public int size() {
        return seen.rows();
    }

    /** Returns d. */
    public int dim() {
        return seen.cols();
    }

    FloatMatrix seen() {
        return seen;
    }

    /** Returns the Euclidean norm of each query. */
    synchronized double[] lengths() {
        if (lengths == null) {
            lengths = Measure.norms(seen);
        }
        return lengths;
    }

    /** Returns whitening and whitened queries; the first caller computes them, others wait. */
    synchronized Whitened whitened() {
        if (whitened == null) {
            Task rows = training.orElseThrow(
                    () -> new ImprintException("the mahalanobis metric needs the training rows, was given none"));
            Checks.require(rows.dim() == dim(), "training rows must have width " + dim(), rows.dim());
            Whitening whitening = Whitening.withinClasses(rows.map(c -> c.with(norm.ofRows(c.rows()))));
            whitened = new Whitened(whitening, whitening.applyToFloat(seen));
        }
        return whitened;
    }

    /** A whitening, and the queries after it. */
    record Whitened(Whitening whitening, FloatMatrix queries) {}
}
