package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expected values: the published code (8f19bcd) on torch 2.13, numpy 1.24, sklearn 1.2.1 (fixtures generators.*).
 *
 * <p>k-means has its own fixtures and is left out here.
 */
class PublishedGeneratorsTest {

    static Stream<Arguments> cases() {
        return LongStream.of(17121997, 123987)
                .boxed()
                .flatMap(seed -> elements(Fixtures.json("generators_s" + seed + ".json"))
                        .map(c -> Arguments.of(seed, c.get("method").asText(), c)));
    }

    static Stream<JsonNode> branches() {
        return elements(Fixtures.manifest("generators.branches").get("expected"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The generator that a published configuration means; k = −1 there asks for all rows. */
    private static ClassGenerator generator(JsonNode c) {
        int k = c.get("k").asInt();
        if (k == -1) {
            return new AllGenerator();
        }
        return switch (c.get("method").asText()) {
            case "all" -> new AllGenerator();
            case "random" -> new RandomGenerator(k);
            case "mean" -> new MeanGenerator(k);
            case "kmeans" -> new KMeansGenerator(k);
            case "kmedoids" -> new KMedoidsGenerator(k);
            case "fps" -> new FarthestPointGenerator(k);
            case "cov_max" -> new CovarianceMaxGenerator(k);
            case "none" -> new XavierGenerator(k);
            default -> throw new IllegalArgumentException(c.get("method").asText());
        };
    }

    @ParameterizedTest(name = "{1} seed {0} #{index}")
    @MethodSource("cases")
    void proxiesAndDrawsEqualThePublishedOnes(long seed, String method, JsonNode c) {
        Run run = Tasks.run(Semantics.REFERENCE, seed);
        Task task = Task.of(Fixtures.smallTrain(), Fixtures.smallTrainLabels(), new int[] {0, 1, 2});
        for (int label = 0; label < 3; label++) {
            assertEquals(generator(c), task.get(label), run, c.get("per_class").get(label));
        }
        assertNextDraw(run, c);
    }

    private static void assertEquals(ClassGenerator generator, ClassRows rows, Run run, JsonNode expected) {
        if (expected.path("indices").isArray()) {
            assertThat(((SelectingGenerator) generator).select(rows, run))
                    .containsExactly(Fixtures.intArray(expected.get("indices")));
            return;
        }
        FloatMatrix proxies = generator.proxies(rows, run);
        assertThat(proxies.rows()).isEqualTo(expected.get("n").asInt());
        if (expected.has("proxies")) {
            for (int i = 0; i < proxies.rows(); i++) {
                assertRow(
                        proxies.row(i),
                        Fixtures.doubleArray(expected.get("proxies").get(i)));
            }
        } else {
            assertThat(expected.get("indices").asText()).isEqualTo("all");
            assertThat(proxies.toArray()).containsExactly(rows.rows().toArray());
        }
    }

    /** Means and Xavier values are right to the last bit, which is tighter than the fixture asks. */
    private static void assertRow(float[] row, double[] expected) {
        assertThat(row).hasSize(expected.length);
        for (int j = 0; j < row.length; j++) {
            assertThat((double) row[j]).as("column " + j).isEqualTo(expected[j]);
        }
    }

    private static void assertNextDraw(Run run, JsonNode c) {
        assertThat(run.draws().forGeneration(0).nextInt(1000))
                .as("next draw")
                .isEqualTo(c.get("next_torch_randint_1000").asInt());
    }

    @ParameterizedTest
    @MethodSource("branches")
    void smallClassesTakeThePublishedBranch(JsonNode c) {
        ClassRows one = new ClassRows(0, Fixtures.smallTrain().rows(0, 1));
        Run run = Tasks.run(Semantics.REFERENCE, 3);
        FloatMatrix proxies = generator(c).proxies(one, run);
        assertThat(proxies.rows()).isEqualTo(c.get("rows").asInt());
        assertThat(Arrays.equals(proxies.toArray(), one.rows().toArray()))
                .isEqualTo(c.get("equals_input").asBoolean());
        assertNextDraw(run, c);
    }
}
