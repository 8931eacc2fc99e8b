package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected values: torch 2.13 CPU on one thread (fixture torch.reductions); every bit counts. */
class TorchReductionsTest {

    @Test
    void equalsTorchToTheLastBit() {
        JsonNode cases = Fixtures.json("torch_reductions.json");
        assertThat(cases.size()).isEqualTo(10);
        for (JsonNode c : cases) {
            String file = c.get("x").get("file").asText();
            FloatMatrix x = Fixtures.floats(file);
            assertThat(TorchReductions.rowNorms(x)).as("norms of " + file).containsExactly(expected(c, "row_norm"));
            assertThat(TorchReductions.columnSums(x)).as("sums of " + file).containsExactly(expected(c, "sum_dim0"));
            assertThat(TorchReductions.columnMeans(x)).as("means of " + file).containsExactly(expected(c, "mean_dim0"));
        }
    }

    private static float[] expected(JsonNode c, String what) {
        return Fixtures.floats(c.get(what).get("file").asText()).toArray();
    }
}
