package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final int ROWS = 600;
    private static final int CLUSTERS = 8;
    private static final int D = 3;

    /** Two clouds so far from the mean that a product in float cannot tell the four centres of one apart. */
    private static FloatMatrix clouds() {
        SplittableRandom rng = new SplittableRandom(4);
        FloatMatrix x = FloatMatrix.zeros(ROWS, D);
        for (int i = 0; i < ROWS; i++) {
            for (int c = 0; c < D; c++) {
                x.data()[i * D + c] = (float) ((i % 2 == 0 ? 1000 : -1000) + rng.nextDouble(-0.05, 0.05));
            }
        }
        return x;
    }

    private static DoubleMatrix centres(FloatMatrix x) {
        return x.rows(0, CLUSTERS).toDouble();
    }

    @Test
    void rowsThatFloatCannotDecideGoToTheCentreThatIsNearestInDouble() {
        FloatMatrix x = clouds();
        Space space = new DoubleSpace(x, CLUSTERS, Parallel.serial());
        space.placeCentres(centres(x));
        Assignment assignment = new Assignment(space, Parallel.serial());
        int[] before = new int[ROWS];
        Arrays.fill(before, -1);
        for (int round = 0; round < 8; round++) {
            int[] moved = assignment.assign();
            int[] labels = assignment.labels().clone();
            assertThat(labels).as("round " + round).containsExactly(nearest(space, ROWS, CLUSTERS));
            int[] old = before;
            assertThat(moved)
                    .as("round " + round)
                    .containsExactly(IntStream.range(0, ROWS)
                            .filter(i -> labels[i] != old[i])
                            .toArray());
            before = labels;
            toMeans(space, assignment, labels);
        }
    }

    private static int[] nearest(Space space, int n, int k) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 1; j < k; j++) {
                if (space.squaredDistance(i, j) < space.squaredDistance(i, labels[i])) {
                    labels[i] = j;
                }
            }
        }
        return labels;
    }

    private static void toMeans(Space space, Assignment assignment, int[] labels) {
        for (int j = 0; j < CLUSTERS; j++) {
            int cluster = j;
            int[] rows =
                    IntStream.range(0, ROWS).filter(i -> labels[i] == cluster).toArray();
            space.sum(j, rows, 0, rows.length);
            assignment.move(j, space.average(j, rows.length));
            space.advance(j);
        }
    }

    /**
     * Rows at a tie that float settles wrongly, when the bound of the wrong centre would be short by the way that this centre alone has
     * gone; the right one then moves off.
     */
    @Test
    void rowsDecidedInDoubleGetTheBoundsOfTheirNewCentre() {
        float[] places = {988.6f, 1005.7f, 994.3f, 1008.7f};
        FloatMatrix x = FloatMatrix.zeros(2 * ROWS, 1);
        for (int i = 0; i < ROWS; i++) {
            float place = i < places.length ? places[i] : 1000 + (i - ROWS / 2) * 0x1p-13f;
            x.data()[2 * i] = place;
            x.data()[2 * i + 1] = -place;
        }
        Space space = new DoubleSpace(x, 2, Parallel.serial());
        space.placeCentres(DoubleMatrix.of(2, 1, new double[] {places[0], places[1]}));
        Assignment assignment = new Assignment(space, Parallel.serial());
        assignment.assign();
        moveTo(space, assignment, 0, 4);
        assignment.assign();
        assertThat(assignment.labels()).containsExactly(nearest(space, 2 * ROWS, 2));
        moveTo(space, assignment, 1, 6);
        assignment.assign();
        assertThat(assignment.labels()).containsExactly(nearest(space, 2 * ROWS, 2));
    }

    private static void moveTo(Space space, Assignment assignment, int cluster, int row) {
        space.sum(cluster, new int[] {row}, 0, 1);
        assignment.move(cluster, space.average(cluster, 1));
        space.advance(cluster);
    }
}
