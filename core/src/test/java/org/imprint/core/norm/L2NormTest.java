package org.imprint.core.norm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected values: torch 2.13 {@code F.normalize} (fixture normalise.quantile, "l2") and {@code torch.norm}. */
class L2NormTest {

    private static final L2Norm L2 = new L2Norm();

    @Test
    void equalsTorchToTheLastBit() {
        JsonNode l2 = Fixtures.json("quantile/quantile.json").get("l2");
        for (int i = 0; i < l2.get("x").size(); i++) {
            FloatMatrix x = row(l2.get("x").get(i));
            assertThat(L2.ofRows(x).toArray())
                    .containsExactly(row(l2.get("y").get(i)).toArray());
        }
    }

    @Test
    void dividesByTheNormThatTorchComputes() {
        for (String name : List.of("37x512", "23x768", "5x1280", "90x81")) {
            FloatMatrix x = Fixtures.floats("reductions/" + name + ".npy");
            float[] norms = Fixtures.floats("reductions/" + name + "_norm.npy").toArray();
            FloatMatrix y = L2.ofRows(x);
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.cols(); j++) {
                    assertThat(y.get(i, j)).isEqualTo(x.get(i, j) / norms[i]);
                }
            }
        }
    }

    @Test
    void leavesAZeroRowZeroExceptBeforeGenerationInReferenceSemantics() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {0, 0, 0}, new float[] {3, 0, 4});
        assertThat(L2.ofRows(x).row(0)).containsExactly(0, 0, 0);
        assertThat(L2.beforeGeneration(x, Semantics.CORRECTED).row(0)).containsExactly(0, 0, 0);
        assertThat(L2.beforeGeneration(x, Semantics.REFERENCE).row(0)).containsOnly(Float.NaN);
        assertThat(L2.beforeGeneration(x, Semantics.REFERENCE).row(1)).containsExactly(0.6f, 0, 0.8f);
        assertThat(L2.ofProxies(List.of(x), Semantics.REFERENCE).get(0).row(0)).containsExactly(0, 0, 0);
    }

    @Test
    void spreadsNaNOverItsRowOnly() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {1, Float.NaN, 2}, new float[] {0, 2, 0});
        for (Semantics semantics : Semantics.values()) {
            FloatMatrix y = L2.beforeGeneration(x, semantics);
            assertThat(y.row(0)).containsOnly(Float.NaN);
            assertThat(y.row(1)).containsExactly(0, 1, 0);
        }
    }

    /** A length one last place off 1 (2⁻²³ above it) moves an element by up to two last places in the second division. */
    @Test
    void changesUnitRowsByNoMoreThanTheLastPlaces() {
        FloatMatrix once = L2.ofRows(random(200, 16));
        FloatMatrix twice = L2.ofRows(once);
        for (float norm : TorchReductions.rowNorms(once)) {
            assertThat(Math.abs(norm - 1)).isLessThanOrEqualTo(Math.ulp(1f));
        }
        for (int i = 0; i < once.data().length; i++) {
            int ulps = Float.floatToIntBits(twice.data()[i]) - Float.floatToIntBits(once.data()[i]);
            assertThat(Math.abs(ulps)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void ignoresAPositiveScaleThatIsAPowerOfTwo() {
        FloatMatrix x = random(20, 33);
        FloatMatrix scaled = x.copy();
        for (int i = 0; i < scaled.data().length; i++) {
            scaled.data()[i] *= 1024;
        }
        assertThat(L2.ofRows(scaled).toArray()).containsExactly(L2.ofRows(x).toArray());
    }

    @Test
    void doesNotWriteToItsArgument() {
        FloatMatrix x = random(3, 5);
        float[] before = x.toArray();
        L2.ofRows(x);
        L2.beforeGeneration(x, Semantics.REFERENCE);
        assertThat(x.toArray()).containsExactly(before);
    }

    private static FloatMatrix row(JsonNode values) {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values.get(i).asDouble();
        }
        return FloatMatrix.ofRows(row);
    }

    private static FloatMatrix random(int n, int d) {
        SplittableRandom rng = new SplittableRandom(11);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) rng.nextGaussian();
        }
        return x;
    }
}
