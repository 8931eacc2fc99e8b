package org.imprint.study.figure.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class EmbeddingMapTest {

    private static final FloatMatrix ROWS = FloatMatrix.ofRows(
            new float[] {2, 0, 1, 5},
            new float[] {1, 3, 0, 2},
            new float[] {4, 1, 1, 0},
            new float[] {0, 2, 5, 3},
            new float[] {3, 3, 2, 1},
            new float[] {5, 0, 4, 4});

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(i -> "row " + i).toList();
    }

    private static void assertMap(EmbeddingMap map, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(map.points().get(i).x()).isCloseTo(expected[i][0], within(5e-9));
            assertThat(map.points().get(i).y()).isCloseTo(expected[i][1], within(5e-9));
            assertThat(map.points().get(i).label()).isEqualTo("row " + i);
        }
    }

    /** sklearn 1.2.1: PCA(2, svd_solver='full').fit_transform(ROWS), columns turned so that their largest is positive. */
    @Test
    void projectsAsSklearn() {
        EmbeddingMap map = EmbeddingMap.pca(ROWS, names(6));

        assertMap(map, new double[][] {
            {1.57457718, 0.05135452},
            {-2.37633832, 1.40888272},
            {-2.08252216, -2.13738734},
            {1.6558592, 3.04318315},
            {-1.70000464, -0.15245767},
            {2.92842874, -2.21357537}
        });
        assertThat(map.xLabel()).isEqualTo("principal component 1 (42.1 % of the variance)");
        assertThat(map.yLabel()).isEqualTo("principal component 2 (32.7 % of the variance)");
    }

    /** As above with the first three rows: fewer rows than columns. */
    @Test
    void projectsFewRowsAsSklearn() {
        EmbeddingMap map = EmbeddingMap.pca(ROWS.rows(0, 3), names(3));

        assertMap(
                map, new double[][] {{2.85790443, -0.97133587}, {-0.24705763, 2.24723689}, {-2.6108468, -1.27590102}});
        assertThat(map.xLabel()).contains("66.4 %");
    }

    @Test
    void leavesItsInputUntouched() {
        FloatMatrix rows = ROWS.copy();

        EmbeddingMap.pca(rows, names(6));

        assertThat(rows.toArray()).isEqualTo(ROWS.toArray());
    }

    @Test
    void tsneKeepsCloudsTogether() {
        int n = 200;
        EmbeddingMap map = EmbeddingMap.tsne(PaperGallery.clouds(n), PaperGallery.labels(n), 10, 1);

        int agree = 0;
        for (MapPoint p : map.points()) {
            MapPoint nearest = map.points().stream()
                    .filter(q -> q != p)
                    .min(Comparator.comparingDouble(q -> Math.hypot(p.x() - q.x(), p.y() - q.y())))
                    .orElseThrow();
            agree += nearest.label().equals(p.label()) ? 1 : 0;
        }
        assertThat(agree).isGreaterThan(190);
        assertThat(map.method()).isEqualTo("embedded by t-SNE (perplexity 10, seed 1)");
    }

    @Test
    void tsneOfOneSeedIsTheSameAndOfAnotherIsNot() {
        FloatMatrix rows = PaperGallery.clouds(60);
        List<String> labels = PaperGallery.labels(60);

        assertThat(EmbeddingMap.tsne(rows, labels, 5, 7)).isEqualTo(EmbeddingMap.tsne(rows, labels, 5, 7));
        assertThat(EmbeddingMap.tsne(rows, labels, 5, 8).points())
                .isNotEqualTo(EmbeddingMap.tsne(rows, labels, 5, 7).points());
    }

    @Test
    void refusesWhatCannotBeMapped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingMap.pca(ROWS, names(5)))
                .withMessage("a map needs a label for each row, was 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingMap.tsne(ROWS, names(6), 2, 1))
                .withMessage("three times the perplexity must be less than n - 1 = 5, was perplexity 2.0");
    }
}
