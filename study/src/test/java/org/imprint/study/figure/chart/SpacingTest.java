package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpacingTest {

    @Test
    void leavesWhatIsFarApart() {
        assertThat(Spacing.apart(new double[] {10, 20, 30}, 5, 0, 100)).containsExactly(10, 20, 30);
    }

    @Test
    void movesEqualOnesEvenlyToBothSides() {
        assertThat(Spacing.apart(new double[] {50, 50, 50}, 4, 0, 100)).containsExactly(46, 50, 54);
    }

    @Test
    void staysInsideTheBounds() {
        assertThat(Spacing.apart(new double[] {0, 0, 1}, 5, 0, 100)).containsExactly(0, 5, 10);
        assertThat(Spacing.apart(new double[] {99, 100}, 5, 0, 100)).containsExactly(95, 100);
    }

    @Test
    void shrinksTheGapIfThereIsNoRoom() {
        assertThat(Spacing.apart(new double[] {3, 3, 3}, 50, 0, 10)).containsExactly(0, 5, 10);
    }

    /** No small move of one position that keeps gaps and bounds comes nearer to the wanted positions. */
    @Test
    void movesAsLittleAsPossible() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(10);
            double[] wanted = random.doubles(n, 0, 60).sorted().toArray();
            double[] apart = Spacing.apart(wanted, 5, 0, 60);
            for (int i = 0; i < n; i++) {
                for (double step : new double[] {-1e-3, 1e-3}) {
                    double moved = apart[i] + step;
                    boolean legal = moved >= 0
                            && moved <= 60
                            && (i == 0 || moved - apart[i - 1] >= 5)
                            && (i == n - 1 || apart[i + 1] - moved >= 5);
                    if (legal) {
                        assertThat(Math.abs(moved - wanted[i]))
                                .as("seed %d", seed)
                                .isGreaterThan(Math.abs(apart[i] - wanted[i]) - 1e-9);
                    }
                }
                assertThat(i == 0 ? 5 : apart[i] - apart[i - 1])
                        .as("seed %d", seed)
                        .isGreaterThan(5 - 1e-9);
            }
        }
    }

    @Test
    void oneStaysWhereItIs() {
        assertThat(Spacing.apart(new double[] {7}, 5, 0, 10)[0]).isCloseTo(7, within(0.0));
    }
}
