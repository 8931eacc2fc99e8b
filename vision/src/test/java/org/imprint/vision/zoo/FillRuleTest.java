package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillRuleTest {

    private static final JsonNode VECTORS = ZooFixtures.json("ops/fill_rule.json");

    @Test
    void seedsByFnv() {
        VECTORS.get("fnv1a64")
                .properties()
                .forEach(e -> assertThat(FillRule.seed(e.getKey()))
                        .isEqualTo(Long.parseUnsignedLong(e.getValue().asText().substring(2), 16)));
    }

    @Test
    void fillsTheFirstAndLastValuesOfEveryKind() {
        for (JsonNode vector : VECTORS.get("fill")) {
            List<Long> shape = new ArrayList<>();
            vector.get("shape").forEach(size -> shape.add(size.asLong()));
            float[] values = FillRule.weights(vector.get("name").asText(), shape);
            for (int i = 0; i < vector.get("first4_bits").size(); i++) {
                assertThat(bits(values[i]))
                        .isEqualTo(vector.get("first4_bits").get(i).asText());
            }
            assertThat(bits(values[values.length - 1]))
                    .isEqualTo(vector.get("last_bits").asText());
        }
    }

    @Test
    void fillsTheInput() {
        float[] input = FillRule.input(2, 3, 224, 224, 32, "input");
        JsonNode expected = VECTORS.get("input_2x3x224x224").get("first4_bits");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(bits(input[i])).isEqualTo(expected.get(i).asText());
        }
    }

    private static String bits(float value) {
        return String.format("%08x", Float.floatToRawIntBits(value));
    }
}
