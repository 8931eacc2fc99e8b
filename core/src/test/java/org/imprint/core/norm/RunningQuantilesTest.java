package org.imprint.core.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Reference semantics. Expected values: the published code with torch 2.2.2's order of ties (fixture normalise.quantile). */
class RunningQuantilesTest {

    private static final JsonNode FIXTURE = Fixtures.json("quantile/quantile.json");
    private static final QuantileNorm QUANTILE = new QuantileNorm();

    @Test
    void findsTheQuantilesOfTorchToTheLastBit() {
        JsonNode cases = FIXTURE.get("target_values");
        assertThat(cases.size()).isEqualTo(8);
        for (JsonNode c : cases) {
            float[] y =
                    RunningQuantiles.targets(floats(c.get("ref")), c.get("N").asInt());
            assertThat(y).as("N = " + c.get("N")).containsExactly(floats(c.get("y")));
        }
    }

    @Test
    void replacesValuesByRankWithTiesInTorchsOrder() {
        JsonNode cases = FIXTURE.get("quantile_norm");
        assertThat(cases.size()).isEqualTo(4);
        for (JsonNode c : cases) {
            FloatMatrix reference = file(c.get("ref"));
            FloatMatrix x = file(c.get("x"));
            FloatMatrix y = RunningQuantiles.againstStored(x, List.of(reference));
            assertThat(y.toArray())
                    .as(c.get("name").asText())
                    .containsExactly(file(c.get("y_torch222")).toArray());
        }
    }

    @Test
    void dependsOnTheOrderOfClassesAsThePublishedCode() {
        FloatMatrix train = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        for (JsonNode run : FIXTURE.get("order_dependence").get("runs")) {
            int[] order = Fixtures.intArray(run.get("order"));
            List<FloatMatrix> proxies = new ArrayList<>();
            for (int label : order) {
                proxies.add(firstThree(train, labels, label));
            }
            float[][] before = proxies.stream().map(FloatMatrix::toArray).toArray(float[][]::new);
            List<FloatMatrix> normalised = QUANTILE.ofProxies(proxies, Semantics.REFERENCE);
            for (int c = 0; c < 3; c++) {
                assertThat(normalised.get(c).toArray())
                        .containsExactly(file(run.get("weights").get(order[c])).toArray());
                assertThat(proxies.get(c).toArray()).as("argument").containsExactly(before[c]);
            }
        }
    }

    @Test
    void failsAtTheWidthsAtWhichThePublishedCodeFails() {
        List<Integer> failing = new ArrayList<>();
        for (int d = 1; d <= 4096; d++) {
            try {
                RunningQuantiles.targets(new float[] {1, 2}, d);
            } catch (IllegalArgumentException e) {
                failing.add(d);
            }
        }
        assertThat(failing)
                .containsExactly(
                        java.util.Arrays.stream(Fixtures.intArray(FIXTURE.get("dims_where_reference_raises_upto_4096")))
                                .boxed()
                                .toArray(Integer[]::new));
        assertThatThrownBy(() -> RunningQuantiles.targets(new float[] {1}, 49))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width 49")
                .hasMessageContaining("q values must be in the range [0, 1]");
    }

    @Test
    void storesTheFirstClassUnchangedEvenAtAFailingWidth() {
        FloatMatrix x = FloatMatrix.zeros(2, 49);
        assertThat(QUANTILE.ofProxies(List.of(x), Semantics.REFERENCE)).containsExactly(x);
    }

    @Test
    void takesTheFirstClassThatHasProxiesAsTheFirst() {
        FloatMatrix none = FloatMatrix.zeros(0, 2);
        FloatMatrix x = FloatMatrix.ofRows(new float[] {5, 3});
        FloatMatrix y = FloatMatrix.ofRows(new float[] {-7, 9});
        List<FloatMatrix> stored = QUANTILE.ofProxies(List.of(none, x, none, y), Semantics.REFERENCE);
        assertThat(stored.get(1).toArray()).containsExactly(5, 3);
        assertThat(stored.get(3).toArray()).containsExactly(3.5f, 4.5f);
    }

    @Test
    void givesNaNToLaterClassesOnceAStoredProxyHoldsNaN() {
        FloatMatrix broken = FloatMatrix.ofRows(new float[] {1, Float.NaN});
        FloatMatrix x = FloatMatrix.ofRows(new float[] {1, 2});
        assertThat(QUANTILE.ofProxies(List.of(broken, x), Semantics.REFERENCE)
                        .get(1)
                        .toArray())
                .containsOnly(Float.NaN);
    }

    @Test
    void thinsOutReferencesThatTorchCallsTooLarge() {
        JsonNode cases = FIXTURE.get("downsampling");
        assertThat(cases.size()).isEqualTo(3);
        for (JsonNode c : cases) {
            int n = c.get("n").asInt();
            FloatMatrix stored = FloatMatrix.zeros(n, 1);
            for (int i = 0; i < n; i++) {
                stored.data()[i] = (float) ((i * 2654435761L & 0xffffffffL) * 0x1p-32);
            }
            float[] reference = RunningQuantiles.reference(List.of(stored.rows(0, 1000), stored.rows(1000, n)));
            assertThat(RunningQuantiles.targets(reference, c.get("N").asInt()))
                    .as("n = " + n)
                    .containsExactly(floats(c.get("y")));
        }
    }

    @Test
    void multipliesTheFactorsByWhichItThins() {
        assertThat(RunningQuantiles.stride(1 << 24)).isEqualTo(1);
        assertThat(RunningQuantiles.stride((1 << 24) + 1)).isEqualTo(2);
        assertThat(RunningQuantiles.stride(1 << 25)).isEqualTo(2);
        assertThat(RunningQuantiles.stride((1 << 25) + 1)).isEqualTo(8);
        assertThat(RunningQuantiles.stride((1 << 27) + 1)).isEqualTo(64);
    }

    private static FloatMatrix firstThree(FloatMatrix x, int[] labels, int label) {
        int first = 0;
        while (labels[first] != label) {
            first++;
        }
        return x.rows(first, first + 3);
    }

    private static FloatMatrix file(JsonNode entry) {
        return Fixtures.floats(entry.get("file").asText());
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
