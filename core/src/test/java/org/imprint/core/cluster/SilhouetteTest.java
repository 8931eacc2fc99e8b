package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Fixtures;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;

/** Expected values: sklearn.metrics.silhouette_score of scikit-learn 1.2.1. */
class SilhouetteTest {

    @Test
    void isThatOfScikitLearn() {
        FloatMatrix x = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        assertThat(Silhouette.mean(x, labels, Parallel.serial())).isCloseTo(0.19571597512787267, within(1e-6));
        int[] rest = new int[x.rows()];
        Arrays.setAll(rest, i -> i % 7);
        assertThat(Silhouette.mean(x, rest, Parallel.serial())).isCloseTo(-0.04518266481147355, within(1e-6));
    }

    @Test
    void loneRowsCountZero() {
        FloatMatrix x = FloatMatrix.of(4, 1, new float[] {0, 1, 5, 20});
        assertThat(Silhouette.mean(x, new int[] {0, 0, 4, 2}, Parallel.serial()))
                .isCloseTo(0.3875, within(1e-9));
    }

    @Test
    void equalRowsCountZero() {
        FloatMatrix x = FloatMatrix.of(4, 1, new float[] {2, 2, 2, 2});
        assertThat(Silhouette.mean(x, new int[] {0, 0, 1, 1}, Parallel.serial()))
                .isZero();
    }

    @Test
    void threadsChangeNothing() {
        FloatMatrix x = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        double serial = Silhouette.mean(x, labels, Parallel.serial());
        Samples.withThreads(
                3, parallel -> assertThat(Silhouette.mean(x, labels, parallel)).isEqualTo(serial));
    }

    @Test
    void oneClusterHasNone() {
        assertThatThrownBy(() -> Silhouette.mean(FloatMatrix.zeros(3, 2), new int[] {1, 1, 1}, Parallel.serial()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("silhouette must have at least 2 clusters with rows, was 1");
    }
}
