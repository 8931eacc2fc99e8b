package org.imprint.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files of all formats are either read or refused, with memory in proportion to their size. */
class CheckpointMutationTest {

    private static final int MUTANTS = 200;
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xfe, 0xff, '.', '(', 'R', 'b', 'c', 'r', '}', '[', '"'};

    static Stream<String> seeds() throws IOException {
        return Stream.concat(
                CheckpointFixtures.valid().keySet().stream().map(name -> "valid/" + name),
                CheckpointFixtures.hostile().keySet().stream()
                        .filter(name -> !name.equals("pickle_deep_nesting.pth"))
                        .map(name -> "hostile/" + name));
    }

    static Stream<String> zips() throws IOException {
        return seeds().filter(name -> name.matches("valid/.*_zip_.*|hostile/(zip_[^du]|pickle_).*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void readsOrRefusesDamagedFiles(String seed) throws IOException {
        byte[] original = CheckpointFixtures.bytes(seed);
        attack(seed, original, mutant -> {
            StateDict dict = Checkpoint.parse(seed, ByteBuffer.wrap(mutant));
            assertThat(dict.tensors().values()).allMatch(tensor -> tensor.numel() >= 0);
            dict.tensors().values().stream().limit(3).forEach(Tensor::toBytes);
        });
    }

    /** A zip's checksums stop most damage before the pickle machine sees it, so here it gets the damage directly. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("zips")
    void runsOrRefusesDamagedPickles(String seed) throws IOException {
        attack(seed, program(seed), mutant -> {
            FileBytes file = new FileBytes(seed, ByteBuffer.wrap(mutant));
            TorchTensors tensors = new TorchTensors(file);
            PickleCalls calls = new PickleCalls(file, tensors, CheckpointFormat.TORCH_ZIP);
            Object object = new Unpickler(file, 0, mutant.length, calls).run();
            tensors.stateDict(
                    object,
                    CheckpointFormat.TORCH_ZIP,
                    storage -> ByteBuffer.allocate((int) Math.min(100, storage.bytes())));
        });
    }

    private static byte[] program(String seed) throws IOException {
        FileBytes file = new FileBytes(seed, ByteBuffer.wrap(CheckpointFixtures.bytes(seed)));
        ZipArchive zip;
        try {
            zip = ZipArchive.open(file);
        } catch (CheckpointException noDirectory) {
            return new byte[] {(byte) 0x80, 2, '}', '.'};
        }
        for (ZipArchive.Entry entry : zip.entries().values()) {
            if (entry.name().endsWith("/data.pkl")) {
                byte[] program = new byte[(int) entry.size()];
                zip.bytes(entry).get(program);
                return program;
            }
        }
        return new byte[] {(byte) 0x80, 2, '}', '.'};
    }

    private static void attack(String seed, byte[] original, Consumer<byte[]> target) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(seed.hashCode());
        long self = Thread.currentThread().getId();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(original, random);
            long before = threads.getThreadAllocatedBytes(self);
            try {
                target.accept(mutant);
            } catch (CheckpointException refused) {
                assertThat(refused).hasMessageStartingWith(seed + ": ");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail(seed + " mutant " + i + " (seed " + seed.hashCode() + ") must be read or refused", e);
            }
            long allocated = threads.getThreadAllocatedBytes(self) - before;
            // 2^20 expanded elements of 8 bytes, three times, is what toBytes may honestly take
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
