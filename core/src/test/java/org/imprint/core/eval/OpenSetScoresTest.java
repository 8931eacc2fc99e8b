package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Expected values by scikit-learn 1.2.1 and numpy 1.24.2, of
 *
 * <pre>
 *   i = arange(40); k = ((i*37) % 23) / 20 + 0.3; r = i % 5 != 3
 *   j = arange(31); u = ((j*29) % 31) / 25
 *   y = r_[ones(40), zeros(31)]; s = r_[k, u]; fpr, tpr, th = roc_curve(y, s, drop_intermediate=False)
 *   ccr = array([sum(r &amp; (k &gt;= t)) for t in th]) / 40; a = argmax(tpr &gt;= .9)
 *   roc_auc_score(y, s), fpr[argmax(tpr &gt;= .95)], average_precision_score(y, s), average_precision_score(1 - y, -s),
 *       tpr[a]*40 / (tpr[a]*40 + fpr[a]*31), auc(fpr, ccr)
 * </pre>
 *
 * and intervals by {@code percentile(…, [2.5, 97.5])} of the same for 200 times {@code (rs.random_sample(40) * 40).astype(int)} of k and r,
 * then {@code (rs.random_sample(31) * 31).astype(int)} of u, with {@code rs = RandomState(7)}.
 */
class OpenSetScoresTest {

    private static final double[] KNOWN =
            IntStream.range(0, 40).mapToDouble(i -> i * 37 % 23 / 20.0 + 0.3).toArray();
    private static final double[] UNKNOWN =
            IntStream.range(0, 31).mapToDouble(j -> j * 29 % 31 / 25.0).toArray();

    private static boolean[] right(int n, int wrongAt) {
        boolean[] right = new boolean[n];
        IntStream.range(0, n).forEach(i -> right[i] = i % 5 != wrongAt);
        return right;
    }

    private static OpenSetScores scores() {
        return OpenSetScores.of(KNOWN, right(40, 3), UNKNOWN);
    }

    private static void assertEstimate(OpenSetMeasure measure, double value, double low, double high) {
        assertThat(scores().value(measure)).isCloseTo(value, within(1e-14));
        Estimate estimate = scores().estimates(new Bootstrap(200, 7)).get(measure);
        assertThat(new double[] {estimate.value(), estimate.low(), estimate.high()})
                .containsExactly(new double[] {value, low, high}, within(1e-13));
    }

    @Test
    void auroc() {
        assertEstimate(OpenSetMeasure.AUROC, 0.6802419354838709, 0.5377520161290323, 0.7895362903225807);
    }

    @Test
    void fprWhere95PercentOfTheKnownAreAccepted() {
        assertEstimate(OpenSetMeasure.FPR95, 0.7096774193548387, 0.5161290322580645, 0.8709677419354839);
    }

    @Test
    void averagePrecisionOfTheKnown() {
        assertEstimate(OpenSetMeasure.AUPR_IN, 0.7494803327958309, 0.6480982554892003, 0.8381876286817453);
    }

    @Test
    void averagePrecisionOfTheUnknown() {
        assertEstimate(OpenSetMeasure.AUPR_OUT, 0.6765310572928701, 0.562887445640701, 0.7834240138140774);
    }

    @Test
    void precisionWhere90PercentOfTheKnownAreAccepted() {
        assertEstimate(OpenSetMeasure.PRECISION_AT_90, 0.631578947368421, 0.5806451612903226, 0.7058823529411765);
    }

    @Test
    void oscr() {
        assertEstimate(OpenSetMeasure.OSCR, 0.5483870967741936, 0.41104838709677416, 0.6943649193548387);
    }

    @Test
    void oscrIsTheAurocIfAllAnswersAreRight() {
        OpenSetScores scores = OpenSetScores.of(KNOWN, right(40, 5), UNKNOWN);

        assertThat(scores.value(OpenSetMeasure.OSCR)).isEqualTo(scores.value(OpenSetMeasure.AUROC));
    }

    /** 19 of 20 are 95 %, 9 of 10 are 90 %, whatever a division rounds to. */
    @Test
    void theRecallThatIsAskedForIsEnough() {
        double[] known = IntStream.range(0, 20).mapToDouble(i -> i).toArray();
        OpenSetScores scores = OpenSetScores.of(known, right(20, 5), new double[] {0.5, 1.5});

        assertThat(scores.value(OpenSetMeasure.FPR95)).isEqualTo(0.5);
        assertThat(scores.value(OpenSetMeasure.PRECISION_AT_90)).isEqualTo(1);
    }

    @Test
    void equalScoresCountHalf() {
        OpenSetScores scores =
                OpenSetScores.of(new double[] {0.0, 1}, new boolean[] {true, true}, new double[] {-0.0, 1});

        assertThat(scores.value(OpenSetMeasure.AUROC)).isEqualTo(0.5);
    }

    @Test
    void scoresThatPartWithoutFault() {
        double inf = Double.POSITIVE_INFINITY;
        OpenSetScores scores =
                OpenSetScores.of(new double[] {2, inf}, new boolean[] {true, false}, new double[] {1, -inf});

        Map<OpenSetMeasure, Double> values = new EnumMap<>(OpenSetMeasure.class);
        Arrays.stream(OpenSetMeasure.values()).forEach(m -> values.put(m, scores.value(m)));
        assertThat(values)
                .isEqualTo(new EnumMap<>(Map.of(
                        OpenSetMeasure.AUROC, 1.0,
                        OpenSetMeasure.FPR95, 0.0,
                        OpenSetMeasure.AUPR_IN, 1.0,
                        OpenSetMeasure.AUPR_OUT, 1.0,
                        OpenSetMeasure.PRECISION_AT_90, 1.0,
                        OpenSetMeasure.OSCR, 0.5)));
    }

    @Test
    void saysNothingOfNone() {
        OpenSetScores noKnown = OpenSetScores.of(new double[0], new boolean[0], UNKNOWN);
        OpenSetScores noUnknown = OpenSetScores.of(KNOWN, right(40, 3), new double[0]);

        for (OpenSetMeasure measure : OpenSetMeasure.values()) {
            assertThat(noKnown.value(measure)).isNaN();
            assertThat(noUnknown.estimates(Bootstrap.ofSeed(0)).get(measure)).isEqualTo(Estimate.NONE);
        }
    }

    /** Every resample of one query is that query. */
    @Test
    void tellsNoIntervalOfFewerThanTen() {
        for (int n : new int[] {1, 9, 10}) {
            OpenSetScores few = OpenSetScores.of(KNOWN, right(40, 3), Arrays.copyOf(UNKNOWN, n));
            OpenSetScores fewKnown = OpenSetScores.of(Arrays.copyOf(KNOWN, n), right(n, 3), UNKNOWN);
            for (OpenSetScores scores : new OpenSetScores[] {few, fewKnown}) {
                Estimate auroc = scores.estimates(Bootstrap.ofSeed(0)).get(OpenSetMeasure.AUROC);
                assertThat(auroc.value()).isEqualTo(scores.value(OpenSetMeasure.AUROC));
                assertThat(Double.isNaN(auroc.low()) && Double.isNaN(auroc.high()))
                        .isEqualTo(n < 10);
            }
        }
    }

    @Test
    void refusesWhatIsNoScore() {
        assertThatThrownBy(() -> OpenSetScores.of(KNOWN, right(39, 3), UNKNOWN))
                .hasMessage("answers must be as many as known queries, 40, was 39");
        assertThatThrownBy(() -> OpenSetScores.of(KNOWN, right(40, 3), new double[] {1, Double.NaN}))
                .hasMessage("score of unknown query 1 must be a number, was NaN");
        assertThatThrownBy(() -> new Bootstrap(39, 0)).hasMessage("resamples must be in [40, 1000000], was 39");
        assertThatThrownBy(() -> new Bootstrap(40, -1)).hasMessage("seed must be in [0, 4294967295], was -1");
    }
}
