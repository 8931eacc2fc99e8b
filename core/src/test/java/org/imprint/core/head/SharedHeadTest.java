package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.search.GaussianRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A shared head answers as heads of one aggregation each; they are tested on their own. */
class SharedHeadTest {

    private static final int DIM = 12;

    static Stream<Arguments> cases() {
        return Stream.of(Semantics.values())
                .flatMap(s -> Stream.of(new NoNorm(), new L2Norm()).map(norm -> Arguments.of(s, norm)));
    }

    private static Task task() {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            FloatMatrix rows = GaussianRows.of(9 + c, DIM, 70 + c, 1);
            rows.data()[rows.offset(0) + c] += 2;
            classes.add(new ClassRows(c, rows));
        }
        return Task.of(classes);
    }

    private static List<FloatMatrix> proxies() {
        return task().classes().stream().map(ClassRows::rows).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsHeadsOfTheirOwn(Semantics semantics, RowNormalization norm) {
        FloatMatrix raw = GaussianRows.of(700, DIM, 3, 1);
        List<Aggregation> asked = new ArrayList<>();
        for (int m : new int[] {7, 1, 3, 5, 40, 500}) {
            for (Metric metric : Metric.values()) {
                for (Weighting weighting : Weighting.values()) {
                    asked.add(new NearestVote(m, metric, weighting));
                }
            }
            asked.add(new MaxInnerProduct());
        }
        Queries queries = Queries.of(raw, norm, Optional.of(task()));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<int[]> shared = SharedHead.of(proxies(), semantics).answers(asked, queries, Parallel.on(pool, 3));
            for (int a = 0; a < asked.size(); a++) {
                Head own = Head.of(proxies(), norm, asked.get(a), semantics, Optional.of(task()));
                assertThat(shared.get(a))
                        .as(asked.get(a).toString())
                        .isEqualTo(own.answer(raw, Parallel.serial()).classIndices());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void tellsWhichAggregationsShareASearch() {
        NearestVote cosine = new NearestVote(5, Metric.COSINE, Weighting.UNIFORM);
        NearestVote euclidean = NearestVote.nearest(Metric.EUCLIDEAN);
        NearestVote mahalanobis = NearestVote.nearest(Metric.MAHALANOBIS);
        assertThat(SharedHead.share(cosine, euclidean, Semantics.CORRECTED)).isTrue();
        assertThat(SharedHead.share(cosine, euclidean, Semantics.REFERENCE)).isFalse();
        assertThat(SharedHead.share(cosine, new MaxInnerProduct(), Semantics.CORRECTED))
                .isTrue();
        assertThat(SharedHead.share(euclidean, mahalanobis, Semantics.CORRECTED))
                .isFalse();
        assertThat(SharedHead.share(
                        euclidean,
                        new NearestVote(9, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE),
                        Semantics.REFERENCE))
                .isTrue();
    }

    @Test
    void refusesWhatAHeadRefuses() {
        SharedHead head = SharedHead.of(proxies(), Semantics.CORRECTED);
        Queries narrow = Queries.of(FloatMatrix.zeros(2, DIM - 1), new NoNorm(), Optional.empty());
        assertThatThrownBy(() -> head.answers(List.of(new MaxInnerProduct()), narrow, Parallel.serial()))
                .hasMessage("queries must have width 12, was 11");
        Queries untrained = Queries.of(FloatMatrix.zeros(2, DIM), new NoNorm(), Optional.empty());
        assertThatThrownBy(() ->
                        head.answers(List.of(NearestVote.nearest(Metric.MAHALANOBIS)), untrained, Parallel.serial()))
                .hasMessage("the mahalanobis metric needs the training rows, was given none");
        assertThatThrownBy(
                        () -> Queries.of(FloatMatrix.ofRows(new float[] {Float.NaN}), new NoNorm(), Optional.empty()))
                .hasMessage("query row 0 must be finite, was NaN at column 0");
    }
}
