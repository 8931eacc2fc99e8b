package org.imprint.core.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Corrected semantics. */
class PooledQuantilesTest {

    private static final QuantileNorm QUANTILE = new QuantileNorm();

    /** Expected values: NumPy's quantile of all values, ties averaged (fixture pooled_quantiles.json); width 49. */
    @Test
    void equalsNumPysQuantilesOfAllValuesWithTiesAveraged() {
        JsonNode fixture = Fixtures.json("pooled_quantiles.json");
        List<FloatMatrix> x = matrices(fixture.get("x"));
        List<FloatMatrix> y = matrices(fixture.get("y"));
        List<FloatMatrix> normalised = normalised(x);
        for (int c = 0; c < y.size(); c++) {
            for (int i = 0; i < y.get(c).data().length; i++) {
                float expected = y.get(c).data()[i];
                assertThat(normalised.get(c).data()[i]).isCloseTo(expected, within(Math.ulp(expected)));
            }
        }
    }

    @Test
    void doesNotDependOnTheOrderOfClasses() {
        List<FloatMatrix> x = proxies(5, 4, 33);
        List<FloatMatrix> forth = normalised(x);
        List<FloatMatrix> reversed = new ArrayList<>(x);
        Collections.reverse(reversed);
        List<FloatMatrix> back = normalised(reversed);
        for (int c = 0; c < x.size(); c++) {
            assertThat(back.get(x.size() - 1 - c).toArray())
                    .containsExactly(forth.get(c).toArray());
        }
    }

    /**
     * Three proxies a class, queries of the small test set by largest inner product with normalised queries. Expected counts:
     * NumPy on the published code's stored proxies (fixture normalise.quantile, order_dependence), of 180.
     */
    @Test
    void givesOneAccuracyWhereTheOrderOfClassesDecidesThePublishedOne() {
        assertThat(correct(Semantics.REFERENCE, 0, 1, 2)).isEqualTo(62);
        assertThat(correct(Semantics.REFERENCE, 2, 1, 0)).isEqualTo(153);
        assertThat(correct(Semantics.CORRECTED, 0, 1, 2)).isEqualTo(154);
        assertThat(correct(Semantics.CORRECTED, 2, 1, 0)).isEqualTo(154);
    }

    private static int correct(Semantics semantics, int... order) {
        FloatMatrix train = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int label : order) {
            int first = Arrays.binarySearch(labels, label);
            while (first > 0 && labels[first - 1] == label) {
                first--;
            }
            proxies.add(train.rows(first, first + 3));
        }
        FloatMatrix w = FloatMatrix.concat(QUANTILE.ofProxies(proxies, semantics));
        FloatMatrix queries = new L2Norm().ofRows(Fixtures.floats("data/small_test.npy"));
        int[] truth = Fixtures.ints("data/small_test_labels.npy");
        FloatMatrix products = FloatMatrix.zeros(queries.rows(), w.rows());
        Blas.timesTransposed(queries, w, products);
        int correct = 0;
        for (int i = 0; i < queries.rows(); i++) {
            int best = 0;
            for (int j = 1; j < w.rows(); j++) {
                best = products.get(i, j) > products.get(i, best) ? j : best;
            }
            correct += order[best / 3] == truth[i] ? 1 : 0;
        }
        return correct;
    }

    @Test
    void givesEveryRowWithoutTiesTheSameValuesInItsOwnOrder() {
        List<FloatMatrix> x = proxies(3, 5, 64);
        float[] values = null;
        for (FloatMatrix[] pair : pairs(x, normalised(x))) {
            for (int i = 0; i < pair[0].rows(); i++) {
                float[] sorted = pair[1].row(i);
                Arrays.sort(sorted);
                values = values == null ? sorted : values;
                assertThat(sorted).containsExactly(values);
                for (int j = 1; j < 64; j++) {
                    assertThat(Float.compare(pair[1].get(i, j), pair[1].get(i, j - 1)))
                            .isEqualTo(Float.compare(pair[0].get(i, j), pair[0].get(i, j - 1)));
                }
            }
        }
    }

    @Test
    void ignoresAnIncreasingChangeOfOneRowThatKeepsThePool() {
        FloatMatrix a = FloatMatrix.ofRows(new float[] {1, 2, 3, 4});
        FloatMatrix b = FloatMatrix.ofRows(new float[] {5, 6, 7, 8});
        FloatMatrix swappedA = FloatMatrix.ofRows(new float[] {5, 6, 7, 8});
        FloatMatrix swappedB = FloatMatrix.ofRows(new float[] {1, 2, 3, 4});
        assertThat(normalised(List.of(a, b)).get(0).toArray())
                .containsExactly(normalised(List.of(swappedA, swappedB)).get(0).toArray());
    }

    @Test
    void givesAConstantRowTheMeanOfAllQuantiles() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {0, -0f}, new float[] {1, 3});
        FloatMatrix y = normalised(List.of(x)).get(0);
        assertThat(y.row(0)).containsExactly(0.75f, 0.75f);
        assertThat(y.row(1)).containsExactly(0f, 1.5f);
    }

    @Test
    void acceptsWidthsAtWhichThePublishedCodeFails() {
        List<FloatMatrix> x = proxies(2, 2, 784);
        assertThat(normalised(x)).hasSize(2);
    }

    @Test
    void refusesNaNAndSaysWhere() {
        FloatMatrix good = FloatMatrix.zeros(1, 3);
        FloatMatrix bad = FloatMatrix.ofRows(new float[] {0, 0, 0}, new float[] {0, 0, Float.NaN});
        assertThatThrownBy(() -> normalised(List.of(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proxies for quantile normalisation must be finite,"
                        + " proxy 1 of class index 1 was NaN at coordinate 2");
    }

    @Test
    void leavesTheArgumentAndEmptyClassesAlone() {
        List<FloatMatrix> x = new ArrayList<>(proxies(2, 3, 16));
        x.add(FloatMatrix.zeros(0, 16));
        float[] before = x.get(0).toArray();
        List<FloatMatrix> y = normalised(x);
        assertThat(x.get(0).toArray()).containsExactly(before);
        assertThat(y.get(2).rows()).isZero();
        assertThat(normalised(List.of(FloatMatrix.zeros(0, 16)))).hasSize(1);
    }

    private static List<FloatMatrix> normalised(List<FloatMatrix> x) {
        return QUANTILE.ofProxies(x, Semantics.CORRECTED);
    }

    private static List<FloatMatrix[]> pairs(List<FloatMatrix> x, List<FloatMatrix> y) {
        List<FloatMatrix[]> pairs = new ArrayList<>();
        for (int c = 0; c < x.size(); c++) {
            pairs.add(new FloatMatrix[] {x.get(c), y.get(c)});
        }
        return pairs;
    }

    private static List<FloatMatrix> proxies(int classes, int k, int d) {
        SplittableRandom rng = new SplittableRandom(classes);
        List<FloatMatrix> all = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            FloatMatrix x = FloatMatrix.zeros(k, d);
            for (int i = 0; i < k * d; i++) {
                x.data()[i] = (float) (rng.nextGaussian() * (c + 1));
            }
            all.add(x);
        }
        return all;
    }

    private static List<FloatMatrix> matrices(JsonNode classes) {
        List<FloatMatrix> all = new ArrayList<>();
        for (JsonNode rows : classes) {
            FloatMatrix x = FloatMatrix.zeros(rows.size(), rows.get(0).size());
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) rows.get(i / x.cols()).get(i % x.cols()).asDouble();
            }
            all.add(x);
        }
        return all;
    }
}
