package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values: scikit-learn's Cython Lloyd with 1.5.2's k-means++, one OpenMP thread (fixtures kmeans.*). */
class KMeansTest {

    /** Set, k, dtype of every fixture without duplicate rows. */
    static Stream<JsonNode> fixtures() {
        return entries("kmeans").filter(f -> !f.get("id").asText().startsWith("kmeans.dup"));
    }

    static Stream<JsonNode> duplicateFixtures() {
        return entries("kmeans").filter(f -> f.get("id").asText().startsWith("kmeans.dup"));
    }

    private static Stream<JsonNode> entries(String kind) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode entry : Fixtures.json("manifest.json").get("fixtures")) {
            if (entry.get("kind").asText().equals(kind)) {
                found.add(entry);
            }
        }
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void equalsScikitLearnForTheSameSeed(JsonNode fixture) {
        FloatMatrix x = input(fixture);
        Precision precision = precision(fixture);
        KMeans kmeans = new KMeans(fixture.get("params").get("k").asInt());
        double centreTolerance =
                fixture.get("tolerance").get("centers").get("atol").asDouble();
        for (JsonNode run : Fixtures.json(fixture.get("expected").get("file").asText())) {
            String what = fixture.get("id").asText() + " seed " + run.get("seed");
            Clustering c = kmeans.fit(x, run.get("seed").asLong(), precision, Parallel.serial());
            assertThat(c.seeds()).as(what).containsExactly(Fixtures.intArray(run.get("init_indices")));
            assertThat(c.labels()).as(what).containsExactly(Fixtures.intArray(run.get("labels")));
            assertThat(c.iterations()).as(what).isEqualTo(run.get("n_iter").asInt());
            FloatMatrix centres =
                    Fixtures.floats(run.get("centers_as_float32").get("file").asText());
            assertClose(c.centres(), centres.toDouble(), centreTolerance, what);
            assertThat(inertia(x, c)).as(what).isCloseTo(run.get("inertia").asDouble(), relative(run, "inertia", 1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("duplicateFixtures")
    void partitionsEqualRowsTogether(JsonNode fixture) {
        FloatMatrix x = input(fixture);
        int k = fixture.get("params").get("k").asInt();
        for (JsonNode run : Fixtures.json(fixture.get("expected").get("file").asText())) {
            Clustering c = new KMeans(k).fit(x, run.get("seed").asLong(), precision(fixture), Parallel.serial());
            int[] labels = c.labels();
            int[] expected = Fixtures.intArray(run.get("labels"));
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < i; j++) {
                    boolean together = labels[i] == labels[j];
                    if (k <= 5) {
                        assertThat(together).as(i + " and " + j).isEqualTo(expected[i] == expected[j]);
                    } else if (together) {
                        assertThat(x.row(i)).isEqualTo(x.row(j)); // clusters are pure
                    }
                }
            }
        }
    }

    @Test
    void givesEmptyClustersTheFarthestRows() {
        for (JsonNode c : Fixtures.manifest("kmeans.relocation").get("expected")) {
            FloatMatrix x = Fixtures.floats(c.get("X").get("file").asText());
            double[][] init = new double[c.get("init").size()][];
            for (int j = 0; j < init.length; j++) {
                init[j] = Fixtures.doubleArray(c.get("init").get(j));
            }
            for (Precision precision : Precision.values()) {
                Clustering found =
                        new KMeans(init.length).fitFrom(x, DoubleMatrix.ofRows(init), precision, Parallel.serial());
                assertThat(found.labels()).containsExactly(Fixtures.intArray(c.get("labels")));
                assertThat(found.iterations()).isEqualTo(c.get("n_iter").asInt());
                for (int j = 0; j < init.length; j++) {
                    double[] expected = Fixtures.doubleArray(c.get("centers").get(j));
                    for (int l = 0; l < expected.length; l++) {
                        assertThat(found.centres().get(j, l)).isCloseTo(expected[l], within(1e-5));
                    }
                }
            }
        }
    }

    /** scikit-learn 1.2.1 draws its first centre otherwise; the published code's 1.5.2 counts. */
    @Test
    void drawsTheFirstCentreAsVersion152() {
        FloatMatrix x = Fixtures.floats("kmeans/X_blob.npy");
        for (JsonNode c : Fixtures.manifest("kmeans.init_121_vs_152").get("expected")) {
            Clustering found = new KMeans(6).fit(x, c.get("seed").asLong(), Precision.DOUBLE, Parallel.serial());
            assertThat(found.seeds()).containsExactly(Fixtures.intArray(c.get("init_indices_152")));
        }
    }

    @Test
    void refusesFewerRowsThanClustersAndWhatIsNotFinite() {
        assertThatThrownBy(() -> new KMeans(0)).hasMessage("k-means must have k ≥ 1, was 0");
        assertThatThrownBy(() -> fit(FloatMatrix.zeros(2, 2), 3))
                .hasMessage("k-means needs at least k = 3 rows, was 2");
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            FloatMatrix x = FloatMatrix.ofRows(new float[] {1, 2}, new float[] {3, bad}, new float[] {bad, 4});
            assertThatThrownBy(() -> fit(x, 2)).hasMessage("k-means needs rows with finite variance, was NaN");
        }
    }

    private static Clustering fit(FloatMatrix x, int k) {
        return new KMeans(k).fit(x, 1, Precision.DOUBLE, Parallel.serial());
    }

    private static FloatMatrix input(JsonNode fixture) {
        String x = fixture.get("inputs").get("X").asText();
        if (!x.startsWith("rows of")) {
            return Fixtures.floats(x);
        }
        int[] labels = Fixtures.smallTrainLabels();
        return Fixtures.smallTrain()
                .select(IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == 0)
                        .toArray());
    }

    private static Precision precision(JsonNode fixture) {
        return fixture.get("params").get("dtype").asText().equals("float64") ? Precision.DOUBLE : Precision.FLOAT;
    }

    private static org.assertj.core.data.Offset<Double> relative(JsonNode run, String what, double tolerance) {
        return within(tolerance * run.get(what).asDouble() + 1e-12);
    }

    private static void assertClose(DoubleMatrix actual, DoubleMatrix expected, double tolerance, String what) {
        assertThat(actual.toString()).isEqualTo(expected.toString());
        for (int i = 0; i < actual.data().length; i++) {
            assertThat(actual.data()[i]).as(what).isCloseTo(expected.data()[i], within(tolerance));
        }
    }

    static double inertia(FloatMatrix x, Clustering c) {
        int[] labels = c.labels();
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols(); j++) {
                double difference = x.get(i, j) - c.centres().get(labels[i], j);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
