package org.imprint.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values: numpy 1.24.2, torch 2.13 and CPython (fixture rng.streams). */
class RandomStreamsTest {

    static Stream<Map.Entry<String, JsonNode>> seeds() {
        return Fixtures.json("rng.json").properties().stream();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rawWordsEqualNumpys(Map.Entry<String, JsonNode> seed) {
        MersenneTwister mt = MersenneTwister.seeded((int) Long.parseLong(seed.getKey()));
        long[] words = new long[1253];
        for (int i = 0; i < words.length; i++) {
            words[i] = mt.nextUnsigned();
        }
        assertWords(words, 0, seed.getValue().get("raw_uint32_first8"));
        assertWords(words, 620, seed.getValue().get("raw_uint32_620_632"));
        assertWords(words, 1245, seed.getValue().get("raw_uint32_1245_1253"));
    }

    private static void assertWords(long[] words, int from, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(words[from + i])
                    .as("word " + (from + i))
                    .isEqualTo(expected.get(i).asLong());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void numpyDoublesAndChoicesEqualNumpys(Map.Entry<String, JsonNode> seed) {
        long s = Long.parseLong(seed.getKey());
        assertThat(new NumpyRandom(s).uniform(8))
                .containsExactly(Fixtures.doubleArray(seed.getValue().get("np_random_sample_8")));
        for (Map.Entry<String, JsonNode> c :
                seed.getValue().get("np_choice_uniform_f32_p").get("by_n").properties()) {
            int n = Integer.parseInt(c.getKey());
            double[] p = new double[n];
            Arrays.fill(p, 1f / n);
            NumpyRandom random = new NumpyRandom(s);
            assertThat(random.choice(p))
                    .as("n = " + n)
                    .isEqualTo(c.getValue().get(0).asInt());
            assertThat(random.nextDouble()).isEqualTo(c.getValue().get(1).asDouble());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void torchPermutationsEqualTorchs(Map.Entry<String, JsonNode> seed) {
        long s = Long.parseLong(seed.getKey());
        for (Map.Entry<String, JsonNode> c :
                seed.getValue().get("torch_randperm_first40").properties()) {
            int[] permutation = new TorchRandom(s).permutation(Integer.parseInt(c.getKey()));
            int[] expected = Fixtures.intArray(c.getValue());
            assertThat(Arrays.copyOf(permutation, expected.length)).containsExactly(expected);
        }
        TorchRandom stream = new TorchRandom(s);
        for (JsonNode expected : seed.getValue().get("torch_randperm_three_in_a_row_n50")) {
            assertThat(stream.permutation(50)).containsExactly(Fixtures.intArray(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void torchIntegersEqualTorchs(Map.Entry<String, JsonNode> seed) {
        TorchRandom stream = new TorchRandom(Long.parseLong(seed.getKey()));
        JsonNode c = seed.getValue().get("torch_randint_sequence");
        for (int i = 0; i < c.get("n").size(); i++) {
            assertThat(stream.nextInt(c.get("n").get(i).asInt()))
                    .isEqualTo(c.get("value").get(i).asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void xavierValuesEqualTorchs(Map.Entry<String, JsonNode> seed) {
        for (Map.Entry<String, JsonNode> c :
                seed.getValue().get("torch_xavier_uniform").properties()) {
            String[] shape = c.getKey().split("x");
            FloatMatrix values = new TorchRandom(Long.parseLong(seed.getKey()))
                    .xavierUniform(Integer.parseInt(shape[0]), Integer.parseInt(shape[1]));
            JsonNode first = c.getValue().get("first");
            for (int i = 0; i < first.size(); i++) {
                assertThat((double) values.data()[i]).isEqualTo(first.get(i).asDouble());
            }
        }
    }

    /**
     * CPython 3.11.7: {@code random.seed(s); random.sample(range(n), k)[:5]}, seed 42 CPython 3.10. A sample comes from a pool up to
     * n = 21 for k ≤ 5 and n = 85 for k = 6, and from memory above.
     */
    @ParameterizedTest
    @CsvSource({
        "42, 1000, 50, 654 114 25 759 281",
        "420, 1000, 100, 26 689 800 373 279",
        "5, 21, 5, 19 8 11 16 0",
        "5, 22, 5, 19 8 11 20 16",
        "5, 85, 6, 79 32 45 67 3",
        "5, 86, 6, 79 32 45 83 67"
    })
    void pythonSamplesEqualCpythons(long seed, int n, int k, String first) {
        int[] drawn = new PythonRandom(seed).sample(n, k);
        assertThat(drawn).doesNotHaveDuplicates().hasSize(k);
        assertThat(Arrays.copyOf(drawn, 5))
                .containsExactly(
                        Stream.of(first.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    /** CPython 3.11.7: {@code random.seed(s); x = list(range(n)); random.shuffle(x)}; a seed of two words, and a negative one. */
    @ParameterizedTest
    @CsvSource({"42, 7 3 2 8 5 6 9 4 0 1", "1099511627783, 0 5 2 3 6 1 8 4 7 9", "-5, 1 0 3 5 2 4"})
    void pythonShufflesEqualCpythons(long seed, String shuffled) {
        int[] expected =
                Stream.of(shuffled.split(" ")).mapToInt(Integer::parseInt).toArray();
        int[] x = IntStream.range(0, expected.length).toArray();
        new PythonRandom(seed).shuffle(x);
        assertThat(x).containsExactly(expected);
    }

    /** Seeds by SplitMix64's finaliser in Python's integers; torch takes their lower 32 bits. */
    @Test
    void namedStreamsAreSeededBySeedUseAndClass() {
        assertStream(Draws.of(Semantics.CORRECTED, 0).forPresampling(0), 574581089L);
        assertStream(Draws.of(Semantics.CORRECTED, 7).forPresampling(3), 739538804L);
        assertStream(Draws.of(Semantics.CORRECTED, 7).forGeneration(3), 2638958190L);
        assertStream(Draws.of(Semantics.CORRECTED, 7).forGeneration(4), 113271209L);
        assertStream(Draws.of(Semantics.CORRECTED, 0xffffffffL).forGeneration(999), 503953444L);
    }

    private static void assertStream(TorchRandom stream, long seed) {
        assertThat(stream.permutation(50)).containsExactly(new TorchRandom(seed).permutation(50));
    }

    /** numpy 2.4.6: u = RandomState(1).random_sample(); RandomState(1).choice(3, p=[u, 0, 1 - u]) is 2, choice(2, p=[u, 1 - u]) 1. */
    @Test
    void aDrawThatMeetsTheCumulativeSumGoesPastIt() {
        double u = new NumpyRandom(1).nextDouble();
        assertThat(u).isEqualTo(0.417022004702574);
        assertThat(new NumpyRandom(1).choice(new double[] {u, 0, 1 - u})).isEqualTo(2);
        assertThat(new NumpyRandom(1).choice(new double[] {u, 1 - u})).isEqualTo(1);
        assertThatThrownBy(() -> new NumpyRandom(1).choice(new double[0]))
                .hasMessage("choice needs at least one probability, was 0");
    }

    /** numpy 2.4.6: {@code RandomState(seed).random_sample(2)}. */
    @Test
    void takesTheSmallestAndTheLargestSeed() {
        assertThat(Draws.of(Semantics.REFERENCE, 0xffffffffL).seed()).isEqualTo(0xffffffffL);
        assertThat(Draws.of(Semantics.CORRECTED, 0).seed()).isZero();
        assertThat(new NumpyRandom(0).uniform(2)).containsExactly(0.5488135039273248, 0.7151893663724195);
        assertThat(new NumpyRandom(0xffffffffL).uniform(2)).containsExactly(0.0976320289940138, 0.9123828453026218);
    }

    @Test
    void namedStreamsDoNotDependOnWhatElseWasDrawn() {
        Draws draws = Draws.of(Semantics.CORRECTED, 7);
        int[] alone = draws.forPresampling(3).permutation(20);
        draws.forGeneration(3).permutation(9);
        draws.forPresampling(4).permutation(5);
        assertThat(draws.forPresampling(3).permutation(20)).containsExactly(alone);
        assertThat(draws.forGeneration(3).permutation(20)).isNotEqualTo(alone);
    }

    @Test
    void refusesSeedsThatNumpyRefuses() {
        assertThatThrownBy(() -> new NumpyRandom(1L << 32))
                .hasMessage("seed must be in [0, 4294967295], was 4294967296");
        assertThatThrownBy(() -> Draws.of(Semantics.REFERENCE, -1))
                .hasMessage("seed must be in [0, 4294967295], was -1");
        assertThatThrownBy(() -> new NumpyRandom(-1)).hasMessage("seed must be in [0, 4294967295], was -1");
        assertThatThrownBy(() -> Draws.of(Semantics.CORRECTED, 1L << 32))
                .hasMessage("seed must be in [0, 4294967295], was 4294967296");
    }
}
