package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.TorchRandom;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected values: the published code on torch 2.13 (fixture prefilter.fewshot). */
class FewShotTest {

    private static final JsonNode FIXTURE = Fixtures.json("fewshot.json");

    @Test
    void drawsThePublishedSamplesClassAfterClass() {
        assertThat(FIXTURE.get("fewshot").size()).isEqualTo(12);
        for (JsonNode c : FIXTURE.get("fewshot")) {
            Run run = run(Semantics.REFERENCE, c.get("seed").asLong());
            FewShot fewShot = new FewShot(c.get("fewshot").asInt());
            for (int label = 0; label < 3; label++) {
                assertThat(fewShot.keep(rows(label, 120), run))
                        .containsExactly(
                                Fixtures.intArray(c.get("indices_per_class").get(label)));
            }
        }
    }

    @Test
    void sharesItsStreamWithGeneratorsInReferenceSemantics() {
        JsonNode random = FIXTURE.get("interleaved").get(0);
        JsonNode none = FIXTURE.get("interleaved").get(2);
        Run withRandom = run(Semantics.REFERENCE, random.get("seed").asLong());
        Run withNone = run(Semantics.REFERENCE, none.get("seed").asLong());
        for (int label = 0; label < 3; label++) {
            int[] kept = new FewShot(20).keep(rows(label, 120), withRandom);
            assertThat(kept).containsExactly(indices(random, label));
            int[] order = withRandom.draws().forGeneration(label).permutation(20);
            assertThat(IntStream.range(0, 3).map(i -> kept[order[i]]))
                    .containsExactly(toBoxed(random.get("per_class").get(label).get("proxy_indices_in_class")));
            assertThat(new FewShot(20).keep(rows(label, 120), withNone)).containsExactly(indices(none, label));
            withNone.draws().forGeneration(label).xavierUniform(3, 64);
        }
    }

    @Test
    void drawsTheSameSampleWhateverElseIsDrawnInCorrectedSemantics() {
        Run alone = run(Semantics.CORRECTED, 5);
        Run busy = run(Semantics.CORRECTED, 5);
        busy.draws().forGeneration(1).permutation(1000);
        int[] first = new FewShot(10).keep(rows(7, 50), alone);
        new FewShot(3).keep(rows(2, 50), busy);
        assertThat(new FewShot(10).keep(rows(7, 50), busy)).containsExactly(first);
        assertThat(new FewShot(10).keep(rows(8, 50), alone)).isNotEqualTo(first);
    }

    @Test
    void givesAPrefixOfTheLargerSample() {
        for (Semantics semantics : Semantics.values()) {
            int[] large = new FewShot(30).keep(rows(0, 50), run(semantics, 9));
            int[] small = new FewShot(4).keep(rows(0, 50), run(semantics, 9));
            assertThat(small).containsExactly(Arrays.copyOf(large, 4));
        }
    }

    @Test
    void permutesAndDrawsEvenIfAllRowsAreKept() {
        TorchRandom torch = new TorchRandom(3);
        Run run = run(Semantics.REFERENCE, 3);
        int[] kept = new FewShot(5).keep(rows(0, 5), run);
        assertThat(kept).containsExactly(torch.permutation(5)).isNotEqualTo(new int[] {0, 1, 2, 3, 4});
        assertThat(run.draws().forGeneration(0).nextInt(1000)).isEqualTo(torch.nextInt(1000));
    }

    @Test
    void refusesFewerThanOneRow() {
        assertThatThrownBy(() -> new FewShot(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fewshot.n must be in [1, 2147483647], was 0");
    }

    private static int[] indices(JsonNode run, int label) {
        return Fixtures.intArray(run.get("per_class").get(label).get("fewshot_indices"));
    }

    private static Integer[] toBoxed(JsonNode array) {
        return Arrays.stream(Fixtures.intArray(array)).boxed().toArray(Integer[]::new);
    }

    private static Run run(Semantics semantics, long seed) {
        return Run.of(semantics, seed, Parallel.serial());
    }

    private static ClassRows rows(int label, int n) {
        return new ClassRows(label, FloatMatrix.zeros(n, 1));
    }
}
