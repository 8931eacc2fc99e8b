package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    /** Fixture {@code metrics.accuracy_f1} of the published code, exact to the last bit. */
    @Test
    void agreesWithThePublishedAccuracyAndF1() {
        JsonNode fixture = Fixtures.manifest("metrics.accuracy_f1");
        JsonNode params = fixture.get("params");
        JsonNode expected = fixture.get("expected");
        Confusion confusion = Confusion.of(
                Fixtures.intArray(params.get("labels")),
                Fixtures.intArray(params.get("predictions")),
                params.get("num_classes").asInt());
        assertThat(confusion.publishedAccuracy())
                .isEqualTo(expected.get("accuracy").asDouble());
        double[] f1 = Fixtures.doubleArray(expected.get("f1").get("one-vs-rest-f1"));
        int[] sizes = Fixtures.intArray(expected.get("f1").get("class_size"));
        for (int c = 0; c < f1.length; c++) {
            assertThat(confusion.publishedF1(c)).isEqualTo(f1[c]);
            assertThat(confusion.f1(c)).isEqualTo(f1[c] / 100);
            assertThat(confusion.size(c)).isEqualTo(sizes[c]);
        }
        assertThat(confusion.publishedWeightedF1())
                .isEqualTo(expected.get("weighted_f1").asDouble());
    }

    /** By hand: truth 0 0 1 1 1 2, answers 0 1 1 1 0 0. */
    @Test
    void countsEachPairOfClasses() {
        Confusion confusion = Confusion.of(new int[] {0, 0, 1, 1, 1, 2}, new int[] {0, 1, 1, 1, 0, 0}, 3);
        assertThat(confusion.count(0, 0)).isEqualTo(1);
        assertThat(confusion.count(0, 1)).isEqualTo(1);
        assertThat(confusion.count(1, 1)).isEqualTo(2);
        assertThat(confusion.count(1, 0)).isEqualTo(1);
        assertThat(confusion.count(2, 0)).isEqualTo(1);
        assertThat(confusion.count(2, 2)).isZero();
        assertThat(confusion.accuracy()).isEqualTo(0.5);
        assertThat(confusion.precision(0)).isEqualTo(1.0 / 3);
        assertThat(confusion.recall(0)).isEqualTo(0.5);
        assertThat(confusion.f1(0)).isEqualTo(0.4);
        assertThat(confusion.f1(2)).as("a class never answered").isZero();
        assertThat(confusion.answered(2)).isZero();
        assertThat(confusion.samples()).isEqualTo(6);
    }

    @Test
    void sumsToTheSamplesByRowsAndByColumns() {
        int[] truth = IntStream.range(0, 1000).map(i -> i * 7 % 13).toArray();
        int[] answers = IntStream.range(0, 1000).map(i -> i * i % 13).toArray();
        Confusion confusion = Confusion.of(truth, answers, 13);
        assertThat(IntStream.range(0, 13).mapToLong(confusion::size).sum()).isEqualTo(1000);
        assertThat(IntStream.range(0, 13).mapToLong(confusion::answered).sum()).isEqualTo(1000);
    }

    @Test
    void hasNoAccuracyWithoutSamples() {
        Confusion none = Confusion.of(new int[0], new int[0], 2);
        assertThat(none.accuracy()).isNaN();
        assertThat(none.weightedF1()).isNaN();
        assertThat(none.f1(1)).isZero();
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhere() {
        assertThatThrownBy(() -> Confusion.of(new int[] {0}, new int[] {0, 1}, 2))
                .hasMessage("answers must be as many as samples, 1, was 2");
        assertThatThrownBy(() -> Confusion.of(new int[] {0, 2}, new int[] {0, 1}, 2))
                .hasMessage("true class of sample 1 must be in [0, 1], was 2");
        assertThatThrownBy(() -> Confusion.of(new int[] {0}, new int[] {-1}, 2))
                .hasMessage("answer for sample 0 must be in [0, 1], was -1");
        assertThatThrownBy(() -> Confusion.of(new int[0], new int[0], 0))
                .hasMessage("classes must be in [1, 40000], was 0");
    }
}
