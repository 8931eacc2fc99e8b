package org.imprint.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON and ids as CPython's json and hashlib give them: fixture config.hashing. */
class PythonJsonTest {

    static Stream<Arguments> values() {
        List<Object> values = List.of(
                Map.of(),
                Map.of("a", 1L),
                new TreeMap<>(Map.of("b", 1, "a", Arrays.asList(1L, 2.5, true, null))),
                Map.of("m", new TreeMap<>(Map.of(10, 1, 2, 0, 0, 5))),
                Map.of("t", List.of(0L, 1.0)),
                Map.of("u", "\u00e9\u2028\"\\"),
                Map.of("f", List.of(1.0, 0.1, 1e-5, 1e16, 123456789.125, 1e22, -0.0, 5e-324)),
                new TreeMap<>(java.util.Collections.singletonMap("seed", null)),
                new TreeMap<>(Map.of(
                        "dataset_name", List.of("ImageNet"), "mapping", new TreeMap<>(Map.of(654, 0, 26, 1, 7, 2)))));
        List<JsonNode> expected = Fixtures.stream(
                        Fixtures.manifest("config.hashing").get("expected"))
                .toList();
        assertThat(values).hasSameSizeAs(expected);
        return java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> Arguments.of(values.get(i), expected.get(i)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesAndHashesAsPythonDoes(Object value, JsonNode expected) {
        String text = PythonJson.text(value);

        assertThat(text).isEqualTo(expected.get("json").asText());
        assertThat(PublishedId.of(text).toString()).isEqualTo(expected.get("id").asText());
    }

    /** python_floats.txt: bits and {@code repr} of powers of two, random doubles and short decimals, CPython 3.11. */
    @Test
    void writesFloatsAsPythonDoes() {
        Fixtures.text("python_floats.txt").lines().forEach(line -> {
            String[] parts = line.split(" ");
            double x = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
            assertThat(PythonJson.repr(x)).as(parts[0]).isEqualTo(parts[1]);
        });
    }

    /** CPython: json.dumps("\n\x7f\U0001d11e") and json.dumps(float("nan")). */
    @Test
    void escapesWhatIsNotAscii() {
        assertThat(PythonJson.text("\n\u007f\ud834\udd1e")).isEqualTo("\"\\n\\u007f\\ud834\\udd1e\"");
        assertThat(PythonJson.text(List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[NaN, -Infinity]");
    }

    @Test
    void refusesWhatPythonWouldNotWriteAlike() {
        assertThatThrownBy(() -> PythonJson.text(List.of(1f)))
                .hasMessage("JSON value must be a map, list, string, number, boolean or null, was java.lang.Float");
    }
}
