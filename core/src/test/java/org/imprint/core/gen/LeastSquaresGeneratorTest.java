package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: fixture ls, a recomputation in float64 with numpy 1.24 of what the published code computes in float32. */
class LeastSquaresGeneratorTest {

    private static final int[] ORDER = {0, 1, 2};

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void equalsTheFloat64Recomputation(Semantics semantics) {
        int seen = 0;
        for (JsonNode c : cases("ls")) {
            double lambda = c.get("lambda_reg").asDouble();
            Task task = smallTask(c.get("l2").asBoolean());
            List<FloatMatrix> w = new LeastSquaresGenerator(lambda).proxies(task, run(semantics, 1));
            assertThat(w).hasSize(3).allSatisfy(part -> assertThat(part.rows()).isEqualTo(1));
            assertWithinOneMillionth(w, c, "lambda " + lambda);
            seen++;
        }
        assertThat(seen).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void givesTheSameBitsFromMomentsThatOthersHaveUsed(Semantics semantics) {
        Task task = smallTask(true);
        Moments moments = new Moments();
        int largest = task.classes().stream().mapToInt(ClassRows::size).max().orElseThrow();
        for (double lambda : new double[] {0.1, 1e-4}) {
            for (int k : new int[] {1, 3, largest, 2}) { // the largest leaves classes out in reference semantics
                JointGenerator generator = new ClusteredLeastSquaresGenerator(k, lambda);
                List<FloatMatrix> alone = generator.proxies(task, run(semantics, 5));
                List<FloatMatrix> sharing = generator.proxies(task, run(semantics, 5), moments);
                for (int c = 0; c < task.size(); c++) {
                    assertThat(sharing.get(c).toArray())
                            .as("k " + k + ", class " + c)
                            .isEqualTo(alone.get(c).toArray());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void equalsTheFloat64RecomputationWithPseudoClasses(Semantics semantics) {
        int seen = 0;
        for (JsonNode c : cases("kls")) {
            int k = c.get("k").asInt();
            List<FloatMatrix> w = new ClusteredLeastSquaresGenerator(
                            k, c.get("lambda_reg").asDouble())
                    .proxies(
                            smallTask(c.get("l2").asBoolean()),
                            run(semantics, c.get("seed").asLong()));
            assertThat(w).hasSize(3);
            assertWithinOneMillionth(w, c, "k " + k);
            seen++;
        }
        assertThat(seen).isEqualTo(3);
    }

    /** The fixture's weights are float32 (relative error about 1e-5), hence the wider tolerance. */
    @Test
    void keepsRawRowsOfASmallClassAsPublishedOnlyInReference() {
        JsonNode c = cases("kls_mixed").get(0);
        Task all = smallTask(false);
        FloatMatrix few = all.get(0).rows().rows(0, 3);
        Task task = Task.of(List.of(all.get(0).with(few), all.get(1), all.get(2)));
        ClusteredLeastSquaresGenerator kls = new ClusteredLeastSquaresGenerator(
                c.get("k").asInt(), c.get("lambda_reg").asDouble());
        List<FloatMatrix> w =
                kls.proxies(task, run(Semantics.REFERENCE, c.get("seed").asLong()));
        FloatMatrix expected =
                Fixtures.floats(c.get("weights_float32").get("file").asText());
        assertThat(w.get(0).toArray()).containsExactly(few.toArray());
        assertThat(w.stream().map(FloatMatrix::rows)).containsExactly(3, 4, 4);
        assertThat(FloatMatrix.concat(w).toArray())
                .containsExactly(expected.toArray(), within(1e-4f * largest(expected)));
    }

    /** Least squares over the pseudo-classes as a task of their own: a small class's rows count one each. */
    @Test
    void makesPseudoClassesOfTheRowsOfASmallClass() {
        Task all = smallTask(false);
        FloatMatrix few = all.get(0).rows().rows(0, 3);
        Task task = Task.of(List.of(all.get(0).with(few), all.get(1), all.get(2)));
        List<ClassRows> pseudo = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pseudo.add(new ClassRows(i, few.rows(i, i + 1)));
        }
        for (int c = 1; c <= 2; c++) {
            FloatMatrix x = all.get(c).rows();
            int[] labels =
                    new KMeans(4).fit(x, 1, Precision.FLOAT, Parallel.serial()).labels();
            for (int j = 0; j < 4; j++) {
                int cluster = j;
                int[] members = IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == cluster)
                        .toArray();
                pseudo.add(new ClassRows(10 * c + j, x.select(members)));
            }
        }
        FloatMatrix expected = FloatMatrix.concat(
                new LeastSquaresGenerator(0.05).proxies(Task.of(pseudo), run(Semantics.CORRECTED, 1)));
        List<FloatMatrix> w = new ClusteredLeastSquaresGenerator(4, 0.05).proxies(task, run(Semantics.CORRECTED, 1));
        assertThat(w.stream().map(FloatMatrix::rows)).containsExactly(3, 4, 4);
        assertThat(FloatMatrix.concat(w).toArray())
                .containsExactly(expected.toArray(), within(1e-6f * largest(expected)));
    }

    @Test
    void refusesInReferenceWhatThePublishedCodeRefuses() {
        ClusteredLeastSquaresGenerator kls = new ClusteredLeastSquaresGenerator(1000, 0.05);
        assertThatThrownBy(() -> kls.proxies(smallTask(false), run(Semantics.REFERENCE, 1)))
                .hasMessage("No proxy data generated: a class must have at least k = 1000 rows, was 120 at most");
        assertThat(FloatMatrix.concat(kls.proxies(smallTask(false), run(Semantics.CORRECTED, 1)))
                        .rows())
                .isEqualTo(360);
    }

    @Test
    void givesOneProxyPerDistinctRowWhereThereAreFewerThanK() {
        FloatMatrix x = Samples.gaussian(4, 5, 7);
        Task task = Task.of(List.of(
                new ClassRows(0, x.select(new int[] {2, 2, 0, 2, 0, 1})),
                new ClassRows(1, Samples.gaussian(20, 5, 8))));
        List<FloatMatrix> w = new ClusteredLeastSquaresGenerator(5, 0.1).proxies(task, run(Semantics.CORRECTED, 3));
        assertThat(w.stream().map(FloatMatrix::rows)).containsExactly(3, 5);
        assertThat(FloatMatrix.concat(w).toArray()).doesNotContain(Float.NaN);
    }

    /** At the optimum of (1/n) Σ ‖W x − y‖² + λ‖W‖² with y one-hot and balanced classes, C·n_c/n = 1 makes W the ridge solution. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void solvesTheNormalEquations(long seed) {
        int d = 9;
        double lambda = 0.3;
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            classes.add(new ClassRows(c, Samples.gaussian(600, d, 10 * seed + c)));
        }
        Task task = Task.of(classes);
        FloatMatrix w =
                FloatMatrix.concat(new LeastSquaresGenerator(lambda).proxies(task, run(Semantics.CORRECTED, seed)));
        for (int c = 0; c < 3; c++) {
            for (int j = 0; j < d; j++) {
                assertThat(gradient(task, w, c, j, lambda)).as("seed %d", seed).isCloseTo(0, within(1e-6));
            }
        }
    }

    private static double gradient(Task task, FloatMatrix w, int c, int j, double lambda) {
        double sum = 0;
        int n = 0;
        for (int label = 0; label < task.size(); label++) {
            FloatMatrix x = task.get(label).rows();
            n += x.rows();
            for (int i = 0; i < x.rows(); i++) {
                double score = label == c ? -1 : 0;
                for (int l = 0; l < x.cols(); l++) {
                    score += w.get(c, l) * x.get(i, l);
                }
                sum += score * x.get(i, j);
            }
        }
        return sum / n + lambda * w.get(c, j);
    }

    @Test
    void givesTheSameBitsForEveryNumberOfThreadsAndLeavesItsInputAlone() {
        FloatMatrix x = Samples.gaussian(1300, 300, 4);
        float[] before = x.toArray();
        Task task = Task.of(List.of(new ClassRows(0, x.rows(0, 700)), new ClassRows(1, x.rows(700, 1300))));
        float[] serial = FloatMatrix.concat(
                        new ClusteredLeastSquaresGenerator(3, 0.1).proxies(task, run(Semantics.CORRECTED, 5)))
                .toArray();
        for (int threads = 2; threads <= 3; threads++) {
            Samples.withThreads(threads, parallel -> {
                Run run = Run.of(Semantics.CORRECTED, 5, parallel);
                assertThat(FloatMatrix.concat(new ClusteredLeastSquaresGenerator(3, 0.1).proxies(task, run))
                                .toArray())
                        .containsExactly(serial);
            });
        }
        assertThat(x.toArray()).containsExactly(before);
    }

    @Test
    void refusesNaNButPassesItOnInReference() {
        Task task = Task.of(List.of(
                new ClassRows(0, FloatMatrix.ofRows(new float[] {1, 2}, new float[] {Float.NaN, Float.NaN})),
                new ClassRows(1, FloatMatrix.ofRows(new float[] {3, 4}))));
        LeastSquaresGenerator ls = new LeastSquaresGenerator(0.1);
        assertThatThrownBy(() -> ls.proxies(task, run(Semantics.CORRECTED, 1)))
                .hasMessage("class 0, row 1, column 0 must be finite, was NaN");
        for (FloatMatrix w : ls.proxies(task, run(Semantics.REFERENCE, 1))) {
            assertThat(w.toArray()).containsOnly(Float.NaN);
        }
    }

    @Test
    void zeroRowsGiveZeroWeights() {
        Task task = Task.of(
                List.of(new ClassRows(0, FloatMatrix.zeros(3, 4)), new ClassRows(1, Samples.gaussian(5, 4, 1))));
        List<FloatMatrix> w = new LeastSquaresGenerator(0.1).proxies(task, run(Semantics.CORRECTED, 1));
        assertThat(w.get(0).toArray()).containsOnly(0f);
        assertThat(w.get(1).toArray()).doesNotContain(Float.NaN);
    }

    @Test
    void refusesBadParameters() {
        assertThatThrownBy(() -> new LeastSquaresGenerator(0))
                .hasMessage("least_squares.lambda must be a finite number > 0, was 0.0");
        assertThatThrownBy(() -> new LeastSquaresGenerator(Double.NaN))
                .hasMessage("least_squares.lambda must be a finite number > 0, was NaN");
        assertThatThrownBy(() -> new ClusteredLeastSquaresGenerator(-1, 1))
                .hasMessage("clustered_least_squares.k must be in [1, 10000], was -1");
        assertThatThrownBy(() -> new ClusteredLeastSquaresGenerator(2, Double.POSITIVE_INFINITY))
                .hasMessage("clustered_least_squares.lambda must be a finite number > 0, was Infinity");
    }

    private static List<JsonNode> cases(String kind) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode c : Fixtures.json("ls/ls.json").get("cases")) {
            if (c.get("kind").asText().equals(kind)) {
                found.add(c);
            }
        }
        return found;
    }

    private static Task smallTask(boolean l2) {
        FloatMatrix x = Fixtures.smallTrain();
        return Task.of(
                l2 ? new L2Norm().beforeGeneration(x, Semantics.REFERENCE) : x, Fixtures.smallTrainLabels(), ORDER);
    }

    private static Run run(Semantics semantics, long seed) {
        return Run.of(semantics, seed, Parallel.serial());
    }

    private static void assertWithinOneMillionth(List<FloatMatrix> w, JsonNode c, String what) {
        DoubleMatrix expected =
                Fixtures.doubles(c.get("weights_float64").get("file").asText());
        FloatMatrix actual = FloatMatrix.concat(w);
        double largest = Arrays.stream(expected.data()).map(Math::abs).max().orElseThrow();
        assertThat(actual.toString()).isEqualTo(expected.toString());
        IntStream.range(0, actual.data().length)
                .forEach(i -> assertThat((double) actual.data()[i])
                        .as(what)
                        .isCloseTo(expected.data()[i], within(1e-6 * largest)));
    }

    private static float largest(FloatMatrix m) {
        float largest = 0;
        for (float v : m.toArray()) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }
}
