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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A shared head answers as heads of one aggregation each; they are tested on their own. */
class SharedHeadTest {

    private static final int DIM = 12;

    static Stream<Arguments> cases() {
        return Stream.of(Metric.values())
                .flatMap(metric -> Stream.of(Semantics.values())
                        .flatMap(
                                s -> Stream.of(new NoNorm(), new L2Norm()).map(norm -> Arguments.of(metric, s, norm))));
    }

    private static Task task() {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            FloatMatrix rows = NeighbourSearchTest.gaussian(9 + c, DIM, 70 + c, 1);
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
    void votesAsHeadsOfTheirOwn(Metric metric, Semantics semantics, RowNormalization norm) {
        FloatMatrix raw = NeighbourSearchTest.gaussian(700, DIM, 3, 1);
        List<NearestVote> votes = Stream.of(Weighting.values())
                .flatMap(w -> Stream.of(7, 1, 3, 5, 40, 500).map(m -> new NearestVote(m, metric, w)))
                .toList();
        Queries queries = Queries.of(raw, norm, Optional.of(task()));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<int[]> shared = SharedHead.of(proxies(), semantics).votes(votes, queries, Parallel.on(pool, 3));
            for (int v = 0; v < votes.size(); v++) {
                Head own = Head.of(proxies(), norm, votes.get(v), semantics, Optional.of(task()));
                assertThat(shared.get(v))
                        .as(votes.get(v).toString())
                        .isEqualTo(own.answer(raw, Parallel.serial()).classIndices());
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void answersByTheStrongestAsAHeadOfItsOwn(Semantics semantics) {
        FloatMatrix raw = NeighbourSearchTest.gaussian(700, DIM, 4, 1);
        Head own = Head.of(proxies(), new L2Norm(), new MaxInnerProduct(), semantics, Optional.empty());
        assertThat(SharedHead.of(proxies(), semantics)
                        .strongest(Queries.of(raw, new L2Norm(), Optional.empty()), Parallel.serial()))
                .isEqualTo(own.answer(raw, Parallel.serial()).classIndices());
    }

    @Test
    void refusesWhatAHeadRefuses() {
        SharedHead head = SharedHead.of(proxies(), Semantics.CORRECTED);
        Queries narrow = Queries.of(FloatMatrix.zeros(2, DIM - 1), new NoNorm(), Optional.empty());
        assertThatThrownBy(() -> head.strongest(narrow, Parallel.serial()))
                .hasMessage("queries must have width 12, was 11");
        Queries untrained = Queries.of(FloatMatrix.zeros(2, DIM), new NoNorm(), Optional.empty());
        assertThatThrownBy(() -> head.votes(
                        List.of(new NearestVote(1, Metric.MAHALANOBIS, Weighting.UNIFORM)),
                        untrained,
                        Parallel.serial()))
                .hasMessage("the mahalanobis metric needs the training rows, was given none");
        assertThatThrownBy(() -> head.votes(
                        List.of(
                                new NearestVote(1, Metric.COSINE, Weighting.UNIFORM),
                                new NearestVote(1, Metric.EUCLIDEAN, Weighting.UNIFORM)),
                        untrained,
                        Parallel.serial()))
                .hasMessage("votes must share the metric COSINE, was EUCLIDEAN");
        assertThatThrownBy(
                        () -> Queries.of(FloatMatrix.ofRows(new float[] {Float.NaN}), new NoNorm(), Optional.empty()))
                .hasMessage("query row 0 must be finite, was NaN at column 0");
    }
}
