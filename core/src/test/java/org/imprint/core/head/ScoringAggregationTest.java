package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.search.GaussianRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aggregations that are not carried out by a search of their own name. */
class ScoringAggregationTest {

    private static final List<FloatMatrix> PROXIES = List.of(
            FloatMatrix.ofRows(new float[] {1, 0}, new float[] {0.9f, 0.1f}),
            FloatMatrix.ofRows(new float[] {0, 1}),
            FloatMatrix.ofRows(new float[] {-1, 0}, new float[] {0, -1}, new float[] {-1, -1}));

    /** The largest inner product, by plain loops. */
    private record Largest() implements ScoringAggregation {
        @Override
        public AggregationKind kind() {
            return AggregationKind.withoutM("largest", "largest", Largest::new);
        }

        @Override
        public FloatMatrix classScores(FloatMatrix queries, List<FloatMatrix> proxies, Semantics semantics) {
            FloatMatrix scores = FloatMatrix.zeros(queries.rows(), proxies.size());
            for (int i = 0; i < queries.rows(); i++) {
                for (int c = 0; c < proxies.size(); c++) {
                    float most = Float.NEGATIVE_INFINITY;
                    for (int j = 0; j < proxies.get(c).rows(); j++) {
                        float product = 0;
                        for (int t = 0; t < queries.cols(); t++) {
                            product += queries.get(i, t) * proxies.get(c).get(j, t);
                        }
                        most = Math.max(most, product);
                    }
                    scores.data()[scores.offset(i) + c] = most;
                }
            }
            return scores;
        }
    }

    /** Says the same of every query. */
    private record Fixed(float... scores) implements ScoringAggregation {
        @Override
        public AggregationKind kind() {
            return AggregationKind.withoutM("fixed", "fixed", Fixed::new);
        }

        @Override
        public FloatMatrix classScores(FloatMatrix queries, List<FloatMatrix> proxies, Semantics semantics) {
            float[][] rows = new float[queries.rows()][];
            java.util.Arrays.fill(rows, scores);
            return FloatMatrix.ofRows(rows);
        }
    }

    private static int[] alone(Aggregation aggregation, FloatMatrix queries, Semantics semantics) {
        return Head.of(PROXIES, new NoNorm(), aggregation, semantics, Optional.empty())
                .answer(queries, Parallel.serial())
                .classIndices();
    }

    private static List<int[]> shared(List<Aggregation> aggregations, FloatMatrix queries, Semantics semantics) {
        return SharedHead.of(PROXIES, semantics)
                .answers(aggregations, Queries.of(queries, new NoNorm(), Optional.empty()), Parallel.serial());
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void anOwnAggregationAnswersAloneAndBesideOthers(Semantics semantics) {
        FloatMatrix queries = GaussianRows.of(600, 2, 5, 1);
        int[] expected = alone(new MaxInnerProduct(), queries, semantics);

        assertThat(alone(new Largest(), queries, semantics)).isEqualTo(expected);
        List<int[]> answers = shared(
                List.of(new Largest(), new MaxInnerProduct(), NearestVote.nearest(Metric.MANHATTAN), new Largest()),
                queries,
                semantics);
        assertThat(answers.get(0)).isEqualTo(expected);
        assertThat(answers.get(3)).isEqualTo(expected);
        assertThat(answers.get(2)).isEqualTo(alone(NearestVote.nearest(Metric.MANHATTAN), queries, semantics));
    }

    @Test
    void equalScoresGoToTheFirstClass() {
        FloatMatrix query = FloatMatrix.ofRows(new float[] {1, 1});
        assertThat(alone(new Fixed(1, 2, 2), query, Semantics.CORRECTED)).containsExactly(1);
    }

    @Test
    void scoresThatCannotBeAreRefused() {
        FloatMatrix query = FloatMatrix.ofRows(new float[] {1, 1});
        assertThatThrownBy(() -> alone(new Fixed(1, 2), query, Semantics.CORRECTED))
                .hasMessage("scores of fixed must be [1, 3], was [1, 2]");
        assertThatThrownBy(() -> alone(new Fixed(1, Float.NaN, 2), query, Semantics.CORRECTED))
                .hasMessage("scores of fixed must be numbers, was NaN");
    }

    /** By the published code, src/models/model.py: max by a distance is the nearest; m-NN takes the inner product for cosine. */
    @ParameterizedTest
    @EnumSource(Semantics.class)
    void whatFilesTellApartAnswersAlike(Semantics semantics) {
        FloatMatrix queries = GaussianRows.of(200, 2, 6, 1);
        List<int[]> answers = shared(
                List.of(new NearestProxy(Metric.CHEBYSHEV), new InnerProductVote(3, Weighting.INVERSE_DISTANCE)),
                queries,
                semantics);
        assertThat(answers.get(0)).isEqualTo(alone(NearestVote.nearest(Metric.CHEBYSHEV), queries, semantics));
        assertThat(answers.get(1))
                .isEqualTo(alone(new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE), queries, semantics));
        assertThat(answers.get(0)).isEqualTo(alone(new NearestProxy(Metric.CHEBYSHEV), queries, semantics));
        assertThat(answers.get(1))
                .isEqualTo(alone(new InnerProductVote(3, Weighting.INVERSE_DISTANCE), queries, semantics));
    }

    @Test
    void whatHasNoCodeIsRefusedByItsName() {
        Aggregation gone = new MissingAggregation("gone", "none", Weighting.UNIFORM, OptionalInt.empty());
        assertThatThrownBy(() -> alone(gone, FloatMatrix.ofRows(new float[] {1, 1}), Semantics.CORRECTED))
                .hasMessage("the code of the aggregation gone by none is not at hand; is its jar on the class path?");
    }
}
