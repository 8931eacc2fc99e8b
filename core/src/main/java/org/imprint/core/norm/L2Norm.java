package org.imprint.core.norm;

import org.imprint.core.Semantics;
import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;

/**
 * Scales each row to Euclidean length 1: x / max(‖x‖₂, 10⁻¹²), in float.
 *
 * <p>A zero row stays zero. Only {@link #beforeGeneration} in reference semantics divides by the bare norm, as the
 * published code does: there a zero row becomes NaN.
 */
@Source(
        paper = "H. Qi, M. Brown, D. Lowe, Low-shot learning with imprinted weights, CVPR 2018",
        url = "https://arxiv.org/abs/1712.07136",
        oracle = "torch.nn.functional.normalize")
public record L2Norm() implements RowNormalization {

    private static final float EPSILON = 1e-12f;

    @Override
    public String wireName() {
        return "l2";
    }

    @Override
    public String title() {
        return "L2";
    }

    @Override
    public FloatMatrix ofRows(FloatMatrix x) {
        return scaled(x, EPSILON);
    }

    @Override
    public FloatMatrix beforeGeneration(FloatMatrix x, Semantics semantics) {
        return scaled(x, semantics.isReference() ? 0f : EPSILON);
    }

    private static FloatMatrix scaled(FloatMatrix x, float floor) {
        FloatMatrix y = x.copy();
        for (int i = 0; i < y.rows(); i++) {
            int from = y.offset(i);
            float norm = TorchReductions.norm(y.data(), from, y.cols());
            float length = Math.max(norm, floor);
            for (int j = from; j < from + y.cols(); j++) {
                y.data()[j] /= length;
            }
        }
        return y;
    }
}
