package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopLabelMapTest {

    private static final int N = 1200;

    private static TopLabelMap map(ProbabilityMethod method) {
        double[] answered =
                IntStream.range(0, N).mapToDouble(i -> i * 37 % 401 / 400.0).toArray();
        boolean[] right = new boolean[N];
        IntStream.range(0, N).forEach(i -> right[i] = (i * i * 7 + i * 13) % 31 / 31.0 < answered[i]);
        return TopLabelMap.of(method, answered, right);
    }

    /**
     * scikit-learn 1.2.1, numpy 1.24.2:
     *
     * <pre>
     *   i = arange(1200); x = ((i*37) % 401)/400; r = (((i*i*7 + i*13) % 31)/31 &lt; x).astype(float)
     *   clip(IsotonicRegression(out_of_bounds="clip").fit(x, r).predict([p])[0], 1/1202, 1201/1202)
     *   lo, hi = [IsotonicRegression(out_of_bounds="clip").fit(r_[x, p], r_[r, v]).predict([p])[0] for v in (0, 1)]
     *   hi/(1 - lo + hi)
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0008319467554076539, 0.05",
        "0.1, 0.1111111111111111, 0.13813813813813813",
        "0.3333, 0.3333333333333333, 0.3362548097477554",
        "0.5, 0.4166666666666667, 0.4268077601410935",
        "0.6661, 0.6296296296296297, 0.625",
        "0.9, 0.9444444444444444, 0.9230769230769231",
        "0.999, 0.9991680532445923, 0.9870129870129871",
        "1, 0.9991680532445923, 0.9874999999999999"
    })
    void isTheShareOfRightOnesAmongAnswersAsProbable(double p, double isotonic, double vennAbers) {
        assertThat(map(ProbabilityMethod.ISOTONIC).of(p)).isCloseTo(isotonic, within(1e-12));
        assertThat(map(ProbabilityMethod.VENN_ABERS).of(p)).isCloseTo(vennAbers, within(1e-12));
        assertThat(map(ProbabilityMethod.TEMPERATURE).of(p)).isEqualTo(p);
    }

    /** numpy 1.24.2: z = exp(s/T); p = z/sum(z); q = f(p[1]); (1 - q) z/sum(z without 1) */
    @Test
    void sharesTheRestAsTheTemperatureDoes() {
        double[] p = map(ProbabilityMethod.ISOTONIC)
                .probabilities(new Temperature(0.125), new float[] {0.5f, 0.75f, 0.25f, 0.7f}, 1);

        assertThat(p).containsExactly(new double[] {0.08516545, 0.48148148, 0.01152589, 0.42182718}, within(5e-8));
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    }

    /** By hand: of 1,000 answers with probability 1/2 100 are right, so q = 1/10 and the others have 9/20 each. */
    @Test
    void letsAnotherClassHaveMoreThanAnAnswerThatIsMostlyWrong() {
        boolean[] right = new boolean[1000];
        Arrays.fill(right, 0, 100, true);
        double[] half = new double[1000];
        Arrays.fill(half, 0.5);

        double[] p = TopLabelMap.of(ProbabilityMethod.ISOTONIC, half, right)
                .probabilities(Temperature.ONE, new float[] {0, (float) Math.log(2), 0}, 1);

        assertThat(p).containsExactly(new double[] {0.45, 0.1, 0.45}, within(1e-7));
    }

    @Test
    void sharesTheRestOfAnAnswerThatTheTemperatureIsCertainOf() {
        double[] p = map(ProbabilityMethod.VENN_ABERS)
                .probabilities(new Temperature(1e-3), new float[] {1, 9, 1 + (float) (1e-3 * Math.log(3))}, 1);

        double rest = 1 - 0.9874999999999999;
        assertThat(p).containsExactly(new double[] {rest / 4, 1 - rest, 3 * rest / 4}, within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(ProbabilityMethod.class)
    void isATableOfStraightPieces(ProbabilityMethod method) {
        TopLabelMap map = map(method);
        double[] points = map.answered();
        DoubleMatrix pieces = map.pieces();

        assertThat(pieces.rows()).isEqualTo(2 * points.length + 1);
        for (double p : new double[] {0, 0.0001, 0.1, 0.11, 0.25, 0.3333, 0.5, 0.777, 0.99, 0.9999, 1}) {
            int below = (int) Arrays.stream(points).filter(x -> x < p).count();
            int notAbove = (int) Arrays.stream(points).filter(x -> x <= p).count();
            double straight = pieces.get(below + notAbove, 0) + p * pieces.get(below + notAbove, 1);
            assertThat(Math.max(map.least(), Math.min(1 - map.least(), straight)))
                    .isCloseTo(map.of(p), within(1e-12));
        }
    }

    /** By hand: without the second of each two all rows are right, without the first none is. */
    @Test
    void mapsDoNotKnowTheirPart() {
        double[] p = {0.5, 0.5, 0.5, 0.5};
        boolean[] right = {true, false, true, false};

        List<TopLabelMap> maps = TopLabelMap.withoutParts(ProbabilityMethod.ISOTONIC, p, right, 2);

        assertThat(maps).hasSize(2);
        assertThat(maps.get(0).of(0.5)).as("of rows 1 and 3, held at 1/(n + 2)").isEqualTo(0.25);
        assertThat(maps.get(1).of(0.5)).as("of rows 0 and 2").isEqualTo(0.75);
        assertThat(TopLabelMap.withoutParts(ProbabilityMethod.TEMPERATURE, p, right, 2))
                .containsExactly(TopLabelMap.SAME, TopLabelMap.SAME);
        assertThatThrownBy(() -> TopLabelMap.withoutParts(ProbabilityMethod.ISOTONIC, p, right, 5))
                .hasMessage("parts must be in [2, 4], was 5");
    }

    @Test
    void leavesOneClassAlone() {
        assertThat(map(ProbabilityMethod.ISOTONIC).probabilities(Temperature.ONE, new float[] {-3}, 0))
                .containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(ProbabilityMethod.class)
    void comesBackFromItsPoints(ProbabilityMethod method) {
        TopLabelMap map = map(method);

        TopLabelMap back = TopLabelMap.restored(method, map.answered(), map.right(), map.sizes());

        assertThat(back).isEqualTo(map).hasSameHashCodeAs(map);
        for (double p = 0; p <= 1; p += 0.001) {
            assertThat(back.of(p)).isEqualTo(map.of(p));
        }
    }

    @Test
    void refusesPointsOfNoMap() {
        assertThatThrownBy(() -> TopLabelMap.of(ProbabilityMethod.ISOTONIC, new double[0], new boolean[0]))
                .hasMessage("rows of a map must be at least 1, was 0");
        double[] answered = new double[100];
        answered[7] = 1.5;
        assertThatThrownBy(() -> TopLabelMap.of(ProbabilityMethod.VENN_ABERS, answered, new boolean[100]))
                .hasMessage("probability of the answer for row 7 must be in [0.0, 1.0], was 1.5");
        assertThatThrownBy(() -> TopLabelMap.restored(
                        ProbabilityMethod.ISOTONIC, new double[] {0.5, 0.25}, new int[2], new int[] {1, 1}))
                .hasMessage("points of a map must rise, was 0.25");
        assertThatThrownBy(() -> TopLabelMap.restored(
                        ProbabilityMethod.ISOTONIC, new double[] {0.5}, new int[] {2}, new int[] {1}))
                .hasMessage("right answers of point 0 must be in [0, 1], was 2");
    }
}
