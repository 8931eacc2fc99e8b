package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceMaxGeneratorTest {

    /** Expected values: column sums of numpy's covariance in double (fixtures generators.*, column_sums_f64_top). */
    @ParameterizedTest
    @ValueSource(longs = {17121997, 123987})
    void scoresEqualNumpysColumnSums(long seed) {
        Task task = Task.of(Fixtures.smallTrain(), Fixtures.smallTrainLabels(), new int[] {0, 1, 2});
        int compared = 0;
        for (JsonNode c : Fixtures.json("generators_s" + seed + ".json")) {
            if (!c.get("method").asText().equals("cov_max")) {
                continue;
            }
            for (int label = 0; label < 3; label++) {
                JsonNode expected = c.get("per_class").get(label);
                double[] scores =
                        CovarianceMaxGenerator.scores(task.get(label).rows(), Tasks.run(Semantics.REFERENCE, seed));
                int[] indices = Fixtures.intArray(expected.get("indices"));
                for (int i = 0; i < indices.length; i++, compared++) {
                    double sum = expected.get("column_sums_f64_top").get(i).asDouble();
                    assertThat(scores[indices[i]]).isCloseTo(sum, within(1e-12 * sum));
                }
            }
        }
        assertThat(compared).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void closedFormEqualsTheCovarianceMatrix(long seed) {
        FloatMatrix x = Tasks.gaussian(1200, 5, seed);
        double[] scores = CovarianceMaxGenerator.scores(x, Tasks.run(Semantics.CORRECTED, 1));
        for (int i = 0; i < x.rows(); i += 97) {
            double sum = 0;
            for (int j = 0; j < x.rows(); j++) {
                sum += covariance(x.row(i), x.row(j));
            }
            assertThat(scores[i]).as("seed " + seed + ", row " + i).isCloseTo(sum, within(1e-9));
        }
    }

    private static double covariance(float[] a, float[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int j = 0; j < a.length; j++) {
            meanA += a[j] / (double) a.length;
            meanB += b[j] / (double) a.length;
        }
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - meanA) * (b[j] - meanB);
        }
        return sum / (a.length - 1);
    }

    @Test
    void equalScoresComeInTheOrderOfRows() {
        FloatMatrix x = FloatMatrix.ofRows(
                new float[] {0, 1}, new float[] {0, 2}, new float[] {5, 6}, new float[] {0, 2}, new float[] {7, 8});
        assertThat(new CovarianceMaxGenerator(5).select(new ClassRows(0, x), Tasks.run(Semantics.CORRECTED, 1)))
                .containsExactly(1, 3, 0, 2, 4);
    }

    @Test
    void rowsOfOneColumnAllScoreZero() {
        FloatMatrix x = FloatMatrix.of(4, 1, new float[] {3, 1, 4, 1});
        assertThat(new CovarianceMaxGenerator(2).select(new ClassRows(0, x), Tasks.run(Semantics.CORRECTED, 1)))
                .containsExactly(0, 1);
    }

    /** Adding a constant to every coordinate of every row leaves all covariances; the shift is exact here. */
    @Test
    void shiftOfAllCoordinatesLeavesTheChoiceUnchanged() {
        FloatMatrix x = Tasks.gaussian(200, 12, 6);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = Math.round(x.data()[i] * 256) / 256f;
        }
        CovarianceMaxGenerator generator = new CovarianceMaxGenerator(50);
        assertThat(generator.select(new ClassRows(0, Tasks.shifted(x, 512)), Tasks.run(Semantics.CORRECTED, 1)))
                .containsExactly(generator.select(new ClassRows(0, x), Tasks.run(Semantics.CORRECTED, 1)));
    }

    @Test
    void oneNaNTakesTheFirstRowsInReference() {
        FloatMatrix x = Tasks.gaussian(20, 3, 1);
        x.data()[3 * 5] = Float.NaN;
        assertThat(new CovarianceMaxGenerator(3).select(new ClassRows(0, x), Tasks.run(Semantics.REFERENCE, 1)))
                .containsExactly(0, 1, 2);
    }
}
