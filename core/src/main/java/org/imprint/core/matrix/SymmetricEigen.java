package org.imprint.core.matrix;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: A = Σᵢ λᵢ vᵢ vᵢᵀ.
 *
 * <p>Immutable by convention: the arrays are shared, not copied.
 */
public final class SymmetricEigen {

    private final double[] values;
    private final DoubleMatrix vectors;

    SymmetricEigen(double[] values, DoubleMatrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** Returns λ, d values in ascending order. */
    public double[] values() {
        return values;
    }

    /** Returns the vectors, [d, d]: row i is vᵢ, of length 1; rows are orthogonal. The sign of a row is arbitrary. */
    public DoubleMatrix vectors() {
        return vectors;
    }
}
