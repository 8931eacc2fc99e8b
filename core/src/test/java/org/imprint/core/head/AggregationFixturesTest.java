package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.search.Neighbours;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads in reference semantics against predictions, scores and distances of the published code; manifest {@code aggregation.*}. */
class AggregationFixturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"kmeans5_l2", "kmeans5_none", "random20_l2", "mean_l2", "all_l2"})
    void agreesWithThePublishedCode(String set) {
        JsonNode params = Fixtures.manifest("aggregation." + set).get("params");
        RowNormalization norm = params.get("normalize_input_data").asText().equals("l2") ? new L2Norm() : new NoNorm();
        FloatMatrix queries = everyThird(Fixtures.floats("data/small_test.npy"));
        List<FloatMatrix> proxies = IntStream.range(0, 3)
                .mapToObj(c -> Fixtures.floats("aggregation/" + set + "_w" + c + ".npy"))
                .toList();
        for (JsonNode expected : Fixtures.json("aggregation/" + set + ".json")) {
            Head head = Head.of(proxies, norm, aggregation(expected), Semantics.REFERENCE, Optional.empty());
            String where = set + " " + expected.get("aggregation") + head.aggregation();
            agree(head.answer(queries, Parallel.serial()), expected, where);
            if (expected.has("scores")) {
                scoresAgree(head.classScores(queries, Parallel.serial()), expected.get("scores"), where);
            }
            if (expected.has("distances_first4")) {
                neighboursAgree(head, queries.rows(0, 4), expected, where);
            }
        }
    }

    private static FloatMatrix everyThird(FloatMatrix x) {
        return x.select(IntStream.iterate(0, i -> i < x.rows(), i -> i + 3).toArray());
    }

    /** "max" with a distance is the vote of the nearest, and m-NN with inner products is m-NN with cosine. */
    private static Aggregation aggregation(JsonNode spec) {
        String distance = spec.get("distance").asText();
        boolean max = spec.get("aggregation").asText().equals("max");
        if (max && distance.equals(MaxInnerProduct.DISTANCE)) {
            return new MaxInnerProduct();
        }
        Metric metric = distance.equals(MaxInnerProduct.DISTANCE) ? Metric.COSINE : Metric.of(distance);
        int m = Math.min(NearestVote.MAX_M, spec.get("m").asInt());
        Weighting weighting = Weighting.of(spec.get("weighting").asText());
        return max ? NearestVote.nearest(metric) : new NearestVote(m, metric, weighting);
    }

    private static void agree(Answers answers, JsonNode expected, String where) {
        int[] predictions = Fixtures.intArray(expected.get("predictions"));
        assertThat(answers.size()).isEqualTo(predictions.length);
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < predictions.length; i++) {
            if (answers.classIndex(i) != predictions[i]) {
                wrong.add(i);
            }
        }
        JsonNode fragile = expected.get("fragile");
        assertThat(
                        fragile == null
                                ? List.of()
                                : IntStream.of(Fixtures.intArray(fragile))
                                        .boxed()
                                        .toList())
                .as(where)
                .containsAll(wrong);
    }

    private static void scoresAgree(FloatMatrix scores, JsonNode expected, String where) {
        for (int i = 0; i < expected.size(); i++) {
            for (int c = 0; c < scores.cols(); c++) {
                double score = expected.get(i).get(c).asDouble();
                assertThat((double) scores.get(i, c)).as(where).isCloseTo(score, within(2e-6 + 2e-5 * Math.abs(score)));
            }
        }
    }

    private static void neighboursAgree(Head head, FloatMatrix queries, JsonNode expected, String where) {
        JsonNode distances = expected.get("distances_first4");
        int m = distances.get(0).size();
        Neighbours found = head.nearest(queries, m, Parallel.serial());
        for (int i = 0; i < queries.rows(); i++) {
            for (int j = 0; j < m; j++) {
                double distance = distances.get(i).get(j).asDouble();
                assertThat(found.value(i, j)).as(where).isCloseTo(distance, within(1e-6 + 1e-5 * distance));
            }
            if (expected.has("indices_first4")) {
                Integer[] indices = IntStream.of(
                                Fixtures.intArray(expected.get("indices_first4").get(i)))
                        .boxed()
                        .toArray(Integer[]::new);
                int query = i;
                assertThat(IntStream.range(0, m).mapToObj(j -> found.proxy(query, j)))
                        .as(where)
                        .containsExactlyInAnyOrder(indices);
            }
        }
    }

    @Test
    void agreesWithThePublishedCodeInFewDimensions() {
        FloatMatrix queries = Fixtures.floats("aggregation/low_q.npy");
        List<FloatMatrix> proxies = IntStream.range(0, 3)
                .mapToObj(c -> Fixtures.floats("aggregation/low_w" + c + ".npy"))
                .toList();
        for (JsonNode expected : Fixtures.manifest("aggregation.low_dim").get("expected")) {
            Aggregation vote = new NearestVote(
                    expected.get("m").asInt(),
                    Metric.of(expected.get("distance").asText()),
                    Weighting.of(expected.get("weighting").asText()));
            Head head = Head.of(proxies, new NoNorm(), vote, Semantics.REFERENCE, Optional.empty());
            agree(head.answer(queries, Parallel.serial()), expected, "low_dim " + vote);
        }
    }

    @Test
    void givesEqualVotesToTheSmallestClassIndexAsThePublishedCodeDoes() {
        JsonNode ties = Fixtures.manifest("aggregation.vote_ties");
        List<FloatMatrix> proxies = new ArrayList<>();
        ties.get("inputs").get("weights_per_class").forEach(rows -> proxies.add(matrix(rows)));
        FloatMatrix queries = matrix(ties.get("inputs").get("queries"));
        for (JsonNode expected : ties.get("expected")) {
            Aggregation vote = new NearestVote(
                    expected.get("m").asInt(),
                    Metric.EUCLIDEAN,
                    Weighting.of(expected.get("weighting").asText()));
            Head head = Head.of(proxies, new NoNorm(), vote, Semantics.REFERENCE, Optional.empty());
            agree(head.answer(queries, Parallel.serial()), expected, "ties " + vote);
        }
    }

    private static FloatMatrix matrix(JsonNode rows) {
        float[][] x = new float[rows.size()][];
        for (int i = 0; i < x.length; i++) {
            double[] row = Fixtures.doubleArray(rows.get(i));
            x[i] = new float[row.length];
            for (int j = 0; j < row.length; j++) {
                x[i][j] = (float) row[j];
            }
        }
        return FloatMatrix.ofRows(x);
    }
}
