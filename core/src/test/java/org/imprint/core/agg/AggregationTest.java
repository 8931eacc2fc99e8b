package org.imprint.core.agg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AggregationTest {

    @Test
    void refusesNeighbourCountsOutOfRangeAndSaysSo() {
        assertThatThrownBy(() -> new NearestVote(0, Metric.COSINE, Weighting.UNIFORM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vote.m must be in [1, 2147483647], was 0");
    }

    /** Names as in the published configuration files. */
    @Test
    void knowsThePublishedNames() {
        assertThat(Metric.values())
                .extracting(Metric::wireName)
                .containsExactly("cosine", "euclidean", "manhattan", "chebyshev", "mahalanobis");
        assertThat(Weighting.values())
                .extracting(Weighting::wireName)
                .containsExactly("uniform", "weighted_by_distance");
        for (Metric metric : Metric.values()) {
            assertThat(Metric.of(metric.wireName())).isEqualTo(metric);
        }
        for (Weighting weighting : Weighting.values()) {
            assertThat(Weighting.of(weighting.wireName())).isEqualTo(weighting);
        }
        assertThat(new MaxInnerProduct().wireName()).isEqualTo("max");
        assertThat(NearestVote.nearest(Metric.EUCLIDEAN).wireName()).isEqualTo("mnn");
    }

    @Test
    void tellsTheLegalNamesOfWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Metric.of("inner_product"))
                .hasMessage(
                        "metric must be one of cosine, euclidean, manhattan, chebyshev, mahalanobis, was inner_product");
        assertThatThrownBy(() -> Weighting.of("distance"))
                .hasMessage("weighting must be one of uniform, weighted_by_distance, was distance");
    }
}
