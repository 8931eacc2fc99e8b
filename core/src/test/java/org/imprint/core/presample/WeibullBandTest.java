package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected values: the published prefilter with scipy 1.10.1 (fixture prefilter.weibull). */
class WeibullBandTest {

    private static final JsonNode FIXTURE = Fixtures.json("weibull.json");

    @Test
    void measuresThePublishedDistances() {
        for (JsonNode c : FIXTURE) {
            float[] distances = WeibullBand.distances(data(c));
            double[] expected = Fixtures.doubleArray(c.get("distances"));
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) distances[i]).isCloseTo(expected[i], within(2e-6 + 2e-5 * expected[i]));
            }
        }
    }

    /** Rows within 10⁻³·scale of a threshold may differ, as the fixture allows; the class where scipy is bistable is left out. */
    @Test
    void keepsTheRowsThatThePublishedCodeKeeps() {
        for (JsonNode c : FIXTURE) {
            if (c.get("n_outside_support").asInt() > 0) {
                continue;
            }
            double[] distances = Fixtures.doubleArray(c.get("distances"));
            double near = 1e-3 * c.get("params_c_loc_scale").get(2).asDouble();
            for (JsonNode q : c.get("quantiles")) {
                WeibullBand band = band(q);
                Set<Integer> differing = boxed(band.keep(rows(c), run(Semantics.REFERENCE)));
                for (int i : Fixtures.intArray(q.get("kept_indices"))) {
                    if (!differing.remove(i)) {
                        differing.add(i);
                    }
                }
                for (int i : differing) {
                    double off = Math.min(
                            Math.abs(distances[i] - Fixtures.number(q.get("q_low"))),
                            Math.abs(distances[i] - Fixtures.number(q.get("q_high"))));
                    assertThat(off).as("row " + i + " of " + band).isLessThanOrEqualTo(near);
                }
            }
        }
    }

    /** Bistable fits included: expected counts are those of the published runs (fixture e2e_weibull.json). */
    @Test
    void keepsAsManyRowsOfEachClassAsThePublishedRuns() {
        FloatMatrix x = Fixtures.floats("nc/ten_class.npy");
        int[] labels = Fixtures.ints("nc/ten_class_labels.npy");
        JsonNode runs = Fixtures.json("e2e_weibull.json").get("runs");
        assertThat(runs.size()).isEqualTo(5);
        for (JsonNode run : runs) {
            double[] p = Fixtures.doubleArray(run.get("quantile"));
            RowNormalization norm = run.get("normpre").asText().equals("l2") ? new L2Norm() : new NoNorm();
            int[] kept = new int[10];
            int[] expected = new int[10];
            for (int label = 0; label < 10; label++) {
                int c = label;
                FloatMatrix rows = norm.beforeGeneration(
                        x.select(IntStream.range(0, labels.length)
                                .filter(i -> labels[i] == c)
                                .toArray()),
                        Semantics.REFERENCE);
                kept[c] = new WeibullBand(p[0], p[1]).keep(new ClassRows(c, rows), run(Semantics.REFERENCE)).length;
                expected[c] = run.get("classes").get(c).get("n_kept").asInt();
            }
            assertThat(kept).as("run " + run.get("index")).containsExactly(expected);
        }
    }

    @Test
    void dropsRowsFromTheFullBandInReferenceSemanticsOnly() {
        JsonNode second = FIXTURE.get(1);
        WeibullBand full = new WeibullBand(0, 1);
        assertThat(full.keep(rows(second), run(Semantics.REFERENCE))).hasSize(112);
        for (JsonNode c : FIXTURE) {
            assertThat(full.keep(rows(c), run(Semantics.CORRECTED)))
                    .containsExactly(IntStream.range(0, data(c).rows()).toArray());
        }
    }

    @Test
    void cutsOffNothingNearTheMeanAtLowerQuantileZero() {
        for (JsonNode c : FIXTURE) {
            float[] distances = WeibullBand.distances(data(c));
            int[] kept = new WeibullBand(0, 0.5).keep(rows(c), run(Semantics.CORRECTED));
            float last = 0;
            for (int i : kept) {
                last = Math.max(last, distances[i]);
            }
            int within = 0;
            for (float distance : distances) {
                within += distance <= last ? 1 : 0;
            }
            assertThat(kept).hasSize(within);
        }
    }

    @Test
    void keepsMoreRowsInAWiderBandAndAboutThePromisedShare() {
        ClassRows rows = rows(FIXTURE.get(3));
        for (Semantics semantics : Semantics.values()) {
            Set<Integer> narrow = boxed(new WeibullBand(0.25, 0.75).keep(rows, run(semantics)));
            Set<Integer> wide = boxed(new WeibullBand(0.1, 0.9).keep(rows, run(semantics)));
            assertThat(wide).containsAll(narrow);
            assertThat(wide.size()).isBetween(278, 308); // 80 % of 360 are 288
        }
    }

    @Test
    void keepsARowOrRowsAtOneDistanceInCorrectedSemantics() {
        WeibullBand band = new WeibullBand(0.1, 0.2);
        assertThat(band.keep(new ClassRows(0, FloatMatrix.ofRows(new float[] {1, 2})), run(Semantics.CORRECTED)))
                .containsExactly(0);
        ClassRows pair = new ClassRows(0, FloatMatrix.ofRows(new float[] {1, 0}, new float[] {3, 0}));
        assertThat(band.keep(pair, run(Semantics.CORRECTED))).containsExactly(0, 1);
        assertThatThrownBy(() -> band.keep(pair, run(Semantics.REFERENCE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must differ");
    }

    @Test
    void saysWhichClassABandLeavesEmptyAndLetsReferenceSemanticsGoOn() {
        WeibullBand band = new WeibullBand(0.999999, 0.9999999);
        ClassRows rows = rows(FIXTURE.get(0));
        assertThatThrownBy(() -> band.keep(rows, run(Semantics.CORRECTED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Weibull band [0.999999, 0.9999999] must keep at least one of the 120 rows of class 0, was 0");
        assertThat(band.keep(rows, run(Semantics.REFERENCE))).isEmpty();
    }

    @Test
    void refusesNaNRowsAndSaysWhere() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {1, 2}, new float[] {Float.NaN, 2});
        for (Semantics semantics : Semantics.values()) {
            assertThatThrownBy(() -> new WeibullBand(0, 0.5).keep(new ClassRows(4, x), run(semantics)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 0 of class 4 was at NaN");
        }
    }

    @Test
    void refusesQuantilesOutOfRangeOrOrder() {
        assertThatThrownBy(() -> new WeibullBand(-0.1, 0.5)).hasMessage("weibull.low must be in [0.0, 1.0], was -0.1");
        assertThatThrownBy(() -> new WeibullBand(0.1, 1.5)).hasMessage("weibull.high must be in [0.0, 1.0], was 1.5");
        assertThatThrownBy(() -> new WeibullBand(0.5, 0.5))
                .hasMessage("weibull.low must be less than weibull.high, 0.5, was 0.5");
    }

    @Test
    void chainsWithAFewShotSampleOfTheRowsKept() {
        ClassRows rows = rows(FIXTURE.get(0));
        for (Semantics semantics : Semantics.values()) {
            int[] band = new WeibullBand(0.25, 0.75).keep(rows, run(semantics));
            int[] order = new FewShot(1000).keep(rows.with(rows.rows().select(band)), run(semantics));
            int[] chained = new WeibullBand(0.25, 0.75).then(new FewShot(1000)).keep(rows, run(semantics));
            assertThat(chained)
                    .containsExactly(Arrays.stream(order).map(i -> band[i]).toArray());
            assertThat(boxed(chained)).isEqualTo(boxed(band));
        }
    }

    @Test
    void doesNotWriteToItsArgument() {
        ClassRows rows = rows(FIXTURE.get(0));
        float[] before = rows.rows().toArray();
        new WeibullBand(0.1, 0.9).keep(rows, run(Semantics.CORRECTED));
        assertThat(rows.rows().toArray()).containsExactly(before);
    }

    private static WeibullBand band(JsonNode q) {
        double[] p = Fixtures.doubleArray(q.get("quantile"));
        return new WeibullBand(p[0], p[1]);
    }

    private static Set<Integer> boxed(int[] indices) {
        Set<Integer> set = new HashSet<>();
        for (int i : indices) {
            set.add(i);
        }
        return set;
    }

    private static ClassRows rows(JsonNode c) {
        return new ClassRows(c.get("data").asInt(), data(c));
    }

    private static FloatMatrix data(JsonNode c) {
        FloatMatrix train = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        if (c.get("data").asText().equals("all")) {
            return train;
        }
        int label = c.get("data").asInt();
        return train.select(IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray());
    }

    private static Run run(Semantics semantics) {
        return Run.of(semantics, 1, Parallel.serial());
    }
}
