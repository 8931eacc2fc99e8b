package org.imprint.core.projection;

import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * The plane in which examples and classes spread most, and where each row of a task falls in it.
 *
 * <pre>
 *   x̂   = x / ‖x‖₂                                             a zero row stays zero
 *   Σ_T = 1/n Σᵢ (x̂ᵢ − μ)(x̂ᵢ − μ)ᵀ                              μ mean of all x̂
 *   Σ_B = 1/C Σ_c (μ_c − μ)(μ_c − μ)ᵀ                            μ_c mean of class c
 *   M   = Σ_T / tr Σ_T + Σ_B / tr Σ_B                            without Σ_B where all means are equal
 *   axes v₁, v₂: unit eigenvectors of M of its largest eigenvalues; the component of largest size is positive
 *   point of x: ((x̂ − μ)·v₁, (x̂ − μ)·v₂)
 * </pre>
 *
 * <p>With Σ_B the classes come apart even where the spread within them is large. Every sum is over all rows, so that a row more moves the
 * others by about 1/n.
 *
 * <p>By subspace iteration of a block of {@value #BLOCK} vectors with a fixed start; at most {@value #ROUNDS} rounds, so that axes whose
 * eigenvalue is nearly that of the next may be turned among each other. Time 4·{@value #BLOCK}·n·d a round; memory the points and a few
 * times d². Results do not depend on threads. Immutable.
 */
@Source(
        paper =
                "N. Halko, P. Martinsson, J. Tropp, Finding Structure with Randomness, SIAM Review 53, 2011, section 4.5",
        url = "https://arxiv.org/abs/0909.4061",
        oracle = "numpy 2.4.6, numpy.linalg.eigh of M")
public final class PrincipalPlane {

    static final int BLOCK = 8;
    static final int ROUNDS = 15;

    private final FloatMatrix points;
    private final FloatMatrix axes;
    private final double share;

    PrincipalPlane(FloatMatrix points, FloatMatrix axes, double share) {
        this.points = points;
        this.axes = axes;
        this.share = share;
    }

    /**
     * Finds the plane of a task.
     *
     * @throws org.imprint.core.ImprintException if a row is not finite
     */
    public static PrincipalPlane of(Task task, Parallel parallel) {
        for (var c : task.classes()) {
            for (int i = 0; i < c.size(); i++) {
                int bad = c.rows().firstNonFinite(i);
                Checks.require(bad < 0, "embeddings must be finite, class " + c.label() + " row " + i, bad);
            }
        }
        return new PlaneSearch(new UnitRows(task, parallel)).plane();
    }

    /** Returns the points [n, 2], class by class in task order. */
    public FloatMatrix points() {
        return points;
    }

    /** Returns the axes [2, d]; the second is zero where d is 1 or there is nothing left to spread. */
    public FloatMatrix axes() {
        return axes;
    }

    /** Returns the share of tr Σ_T that is in the plane, in [0, 1]; 0 if all rows are equal. */
    public double share() {
        return share;
    }
}
