package org.imprint.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files of all formats are either read or refused, with memory in proportion to their size. */
class CheckpointMutationTest {

    private static final int MUTANTS = 400;
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xfe, 0xff, '.', '(', 'R', 'b', 'c', 'r', '}', '[', '"'};

    static Stream<String> seeds() throws IOException {
        return Stream.concat(
                CheckpointFixtures.valid().keySet().stream().map(name -> "valid/" + name),
                CheckpointFixtures.hostile().keySet().stream()
                        .filter(name -> !name.equals("pickle_deep_nesting.pth"))
                        .map(name -> "hostile/" + name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void readsOrRefusesDamagedFiles(String seed) throws IOException {
        byte[] original = CheckpointFixtures.bytes(seed);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(seed.hashCode());
        long self = Thread.currentThread().getId();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(original, random);
            long before = threads.getThreadAllocatedBytes(self);
            try {
                StateDict dict = Checkpoint.parse(seed, ByteBuffer.wrap(mutant));
                assertThat(dict.tensors().values()).allMatch(tensor -> tensor.numel() >= 0);
                dict.tensors().values().stream().limit(3).forEach(Tensor::toBytes);
            } catch (CheckpointException refused) {
                assertThat(refused).hasMessageStartingWith(seed + ": ");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail(seed + " mutant " + i + " (seed " + seed.hashCode() + ") must be read or refused", e);
            }
            long allocated = threads.getThreadAllocatedBytes(self) - before;
            // 2^20 expanded elements of 8 bytes, three times, is what toBytes above may honestly take
            assertThat(allocated).isLessThan((32L << 20) + 1000L * mutant.length);
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] mutant = original.clone();
        if (mutant.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) EDGES[random.nextInt(EDGES.length)];
                case 2 -> mutant[at] = (byte) random.nextInt(256);
                case 3 ->
                    Arrays.fill(
                            mutant, at, Math.min(mutant.length, at + 8), (byte) (random.nextBoolean() ? 0xff : 0x7f));
                case 4 -> {
                    int from = random.nextInt(mutant.length);
                    int length = Math.min(random.nextInt(64), mutant.length - Math.max(at, from));
                    System.arraycopy(mutant, from, mutant, at, length);
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        mutant = Arrays.copyOf(mutant, at + 1);
                    }
                }
            }
        }
        return mutant;
    }
}
