package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.imprint.core.Semantics;
import org.imprint.core.cluster.Distances;
import org.imprint.core.cluster.Medoids;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: sklearn_extra 0.3.0 on the distances of sklearn 1.2.1 (fixture kmedoids). */
class KMedoidsGeneratorTest {

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(Fixtures.json("kmedoids.json").get("cases").spliterator(), false);
    }

    private static FloatMatrix data(String name) {
        FloatMatrix x = Fixtures.smallTrain();
        if (name.equals("all")) {
            return x;
        }
        int label = Integer.parseInt(name.substring("class".length()));
        int[] labels = Fixtures.smallTrainLabels();
        return x.select(IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray());
    }

    private static int[] medoids(FloatMatrix x, int k) {
        return new KMedoidsGenerator(k).select(new ClassRows(0, x), Tasks.run(Semantics.REFERENCE, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void medoidsEqualThePublishedOnesInTheirOrder(JsonNode c) {
        FloatMatrix x = data(c.get("data").asText());
        int[] medoids = medoids(x, c.get("k").asInt());
        assertThat(medoids).containsExactly(Fixtures.intArray(c.get("medoid_indices")));
        DoubleMatrix distances = Distances.within(x, Parallel.serial());
        assertThat(labels(distances, medoids)).containsExactly(Fixtures.intArray(c.get("labels")));
        double cost = c.get("cost_sum_of_distances").asDouble();
        assertThat(cost(distances, medoids)).isCloseTo(cost, within(1e-5 * cost));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void searchStartsFromThePublishedRowsInTheirOrder(JsonNode c) {
        DoubleMatrix distances = Distances.within(data(c.get("data").asText()), Parallel.serial());
        assertThat(new Medoids(distances, c.get("k").asInt(), Parallel.serial()).start())
                .containsExactly(Fixtures.intArray(c.get("init")));
    }

    /** The fixture also names the optimum, which this local search misses for k = 2 and 3. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void reachesThePublishedLocalOptimumOfSixteenRows(int k) {
        JsonNode c = Fixtures.json("kmedoids.json").get("brute_force_16").get(k - 1);
        FloatMatrix x = Fixtures.smallTrain().rows(0, 16);
        int[] medoids = medoids(x, k);
        assertThat(medoids).containsExactly(Fixtures.intArray(c.get("alternate_medoids")));
        double cost = c.get("alternate_cost").asDouble();
        double reached = cost(Distances.within(x, Parallel.serial()), medoids);
        assertThat(reached).isCloseTo(cost, within(1e-5 * cost));
        assertThat(reached).isGreaterThanOrEqualTo(c.get("optimum_cost").asDouble() * (1 - 1e-5));
    }

    @Test
    void duplicatesEndWhereThePublishedCodeEnds() {
        JsonNode c = Fixtures.json("kmedoids.json").get("duplicates");
        float[][] rows = new float[c.get("X").size()][];
        for (int i = 0; i < rows.length; i++) {
            double[] row = Fixtures.doubleArray(c.get("X").get(i));
            rows[i] = new float[row.length];
            for (int j = 0; j < row.length; j++) {
                rows[i][j] = (float) row[j];
            }
        }
        int[] medoids = medoids(FloatMatrix.ofRows(rows), c.get("k").asInt());
        assertThat(medoids).containsExactly(Fixtures.intArray(c.get("medoid_indices")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsOneMedoidInEachOfWellSeparatedBlobsOrNoWorseThanItsStart(long seed) {
        FloatMatrix x = Tasks.blobs(4, 60, 8, seed);
        DoubleMatrix distances = Distances.within(x, Parallel.serial());
        int[] start = new Medoids(distances, 4, Parallel.serial()).start();
        assertThat(cost(distances, medoids(x, 4))).as("seed " + seed).isLessThanOrEqualTo(cost(distances, start));
    }

    @Test
    void distancesEqualThePlainOnes() {
        FloatMatrix x = Tasks.gaussian(301, 9, 4);
        DoubleMatrix distances = Distances.within(x, Parallel.serial());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.rows(); j++) {
                double sum = 0;
                for (int l = 0; l < x.cols(); l++) {
                    double t = (double) x.get(i, l) - x.get(j, l);
                    sum += t * t;
                }
                assertThat(distances.get(i, j)).isCloseTo(Math.sqrt(sum), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void refusesNaNInBothSemantics(Semantics semantics) {
        FloatMatrix x = Tasks.gaussian(9, 4, 1);
        x.data()[4 * 6 + 1] = Float.NaN;
        assertThatThrownBy(() -> new KMedoidsGenerator(2).select(new ClassRows(5, x), Tasks.run(semantics, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 5, row 6, column 1 must be finite, was NaN");
    }

    @Test
    void refusesClassesWhoseDistancesDoNotFit() {
        ClassRows rows = new ClassRows(3, FloatMatrix.zeros(20_001, 1));
        assertThatThrownBy(() -> new KMedoidsGenerator(2).select(rows, Tasks.run(Semantics.CORRECTED, 1)))
                .hasMessage("rows of class 3 for kmedoids (it needs 8·n² bytes) must be in [1, 20000], was 20001");
    }

    private static int[] labels(DoubleMatrix distances, int[] medoids) {
        return IntStream.range(0, distances.cols())
                .map(i -> nearest(distances, medoids, i))
                .toArray();
    }

    private static double cost(DoubleMatrix distances, int[] medoids) {
        return IntStream.range(0, distances.cols())
                .mapToDouble(i -> distances.get(medoids[nearest(distances, medoids, i)], i))
                .sum();
    }

    private static int nearest(DoubleMatrix distances, int[] medoids, int i) {
        int nearest = 0;
        for (int j = 1; j < medoids.length; j++) {
            nearest = distances.get(medoids[j], i) < distances.get(medoids[nearest], i) ? j : nearest;
        }
        return nearest;
    }
}
