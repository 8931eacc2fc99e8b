package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarthestPointGeneratorTest {

    /** The definition, word by word: all distances again in every round, in double. */
    private static int[] plain(FloatMatrix x, int start, int k) {
        int[] chosen = new int[k];
        chosen[0] = start;
        for (int t = 1; t < k; t++) {
            double farthest = -1;
            for (int i = 0; i < x.rows(); i++) {
                int row = i;
                int[] before = Arrays.copyOf(chosen, t);
                if (IntStream.of(before).anyMatch(c -> c == row)) {
                    continue;
                }
                double nearest = IntStream.of(before)
                        .mapToDouble(c -> squaredDistance(x, row, c))
                        .min()
                        .orElseThrow();
                if (nearest > farthest) {
                    farthest = nearest;
                    chosen[t] = row;
                }
            }
        }
        return chosen;
    }

    private static double squaredDistance(FloatMatrix x, int a, int b) {
        double sum = 0;
        for (int j = 0; j < x.cols(); j++) {
            double t = (double) x.get(a, j) - x.get(b, j);
            sum += t * t;
        }
        return sum;
    }

    private static int[] select(FloatMatrix x, int k, Semantics semantics, long seed) {
        return new FarthestPointGenerator(k).select(new ClassRows(0, x), Tasks.run(semantics, seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_240_601})
    void skippingDistancesChangesNoChoice(long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        for (int round = 0; round < 25; round++) {
            int n = 2 + rng.nextInt(80);
            int d = 1 + rng.nextInt(20);
            FloatMatrix x = round % 2 == 0
                    ? Tasks.gaussian(n, d, rng.nextLong())
                    : Tasks.blobs(1 + rng.nextInt(5), n, d, rng.nextLong());
            int[] chosen = select(x, n, Semantics.CORRECTED, seed);
            assertThat(chosen).as("seed " + seed + ", round " + round).containsExactly(plain(x, chosen[0], n));
        }
    }

    /** Small integers: distances are exact, so equal ones are equal to the last bit, and there are many. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void firstOfEquallyFarRowsIsTaken(long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        for (int round = 0; round < 25; round++) {
            int n = 2 + rng.nextInt(40);
            FloatMatrix x = FloatMatrix.zeros(n, 2);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = rng.nextInt(4);
            }
            int[] chosen = select(x, n, Semantics.CORRECTED, seed + round);
            assertThat(chosen).as("seed " + seed + ", round " + round).containsExactly(plain(x, chosen[0], n));
        }
    }

    /** Coordinates are multiples of 2⁻⁸ below 16 and the shift is exact, so no distance changes at all. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void translationLeavesTheChoiceUnchanged(long seed) {
        FloatMatrix x = Tasks.gaussian(60, 7, seed);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = Math.round(x.data()[i] * 256) / 256f;
        }
        assertThat(select(Tasks.shifted(x, 1024), 30, Semantics.CORRECTED, seed))
                .as("seed " + seed)
                .containsExactly(select(x, 30, Semantics.CORRECTED, seed));
    }

    /** |x|² + |y|² − 2xy in float would be noise here: rows of norm 4000 that differ by 0.01. */
    @Test
    void tellsNearlyEqualRowsFarFromTheOriginApart() {
        FloatMatrix x = FloatMatrix.zeros(10, 16);
        Arrays.fill(x.data(), 1000f);
        for (int i = 0; i < 10; i++) {
            x.data()[16 * i] += i * i * 0x1p-7f;
        }
        int[] chosen = select(x, 10, Semantics.CORRECTED, 3);
        assertThat(chosen).containsExactly(plain(x, chosen[0], 10));
    }

    /** Gonzalez 1985: the radius of k chosen rows is at most twice the least radius of any k rows. */
    @Test
    void coversBlobsWithOneRowEach() {
        FloatMatrix x = Tasks.blobs(5, 100, 12, 11);
        assertThat(IntStream.of(select(x, 5, Semantics.CORRECTED, 1)).map(i -> i % 5))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void rowsWithNaNComeNextAndThenTheOrderOfRowsInReference() {
        FloatMatrix x = Tasks.gaussian(8, 3, 1);
        x.data()[3 * 5] = Float.NaN;
        int[] chosen = select(x, 4, Semantics.REFERENCE, 2);
        int start = chosen[0];
        assertThat(start).isNotEqualTo(5);
        int[] rest = IntStream.range(0, 8).filter(i -> i != start && i != 5).toArray();
        assertThat(chosen).containsExactly(start, 5, rest[0], rest[1]);
    }

    @Test
    void infinitiesEndInDistinctRowsInReference() {
        FloatMatrix x = FloatMatrix.zeros(6, 2);
        Arrays.fill(x.data(), Float.POSITIVE_INFINITY);
        assertThat(select(x, 6, Semantics.REFERENCE, 1)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }
}
