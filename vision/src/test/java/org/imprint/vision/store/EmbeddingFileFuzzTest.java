package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files give the numbers that are in them or a {@link DataException}, and never anything else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddingFileFuzzTest {

    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    @BeforeEach
    void writeOurs() {
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(folder.resolve("ours.h5"), Samples.spec(5, Precision.FLOAT32), Samples.index(9))) {
            writer.append(Samples.rows(9, 5, 1));
            writer.finish();
        }
    }

    private byte[] bytes(String name) throws IOException {
        Path ours = folder.resolve(name);
        return Files.readAllBytes(Files.exists(ours) ? ours : EmbeddingFileTest.fixture(folder, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours.h5", "published-d1-train.h5", "h5py-grown.h5", "h5py-latest.h5", "h5py-half.h5"})
    void changedBytes(String name) throws IOException {
        byte[] whole = bytes(name);
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = whole.clone();
            for (int change = 1 + random.nextInt(6); change > 0; change--) {
                // Most of what decides lies in the first kilobytes
                int at = random.nextInt(random.nextBoolean() ? Math.min(2048, damaged.length) : damaged.length);
                damaged[at] = random.nextInt(3) == 0 ? (byte) 0xff : (byte) random.nextInt(256);
            }
            refused += read(damaged, name + ", seed " + seed);
        }
        assertThat(refused).as("damage was noticed").isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours.h5", "h5py-latest.h5", "h5py-half.h5"})
    void truncations(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 0; length < whole.length; length += 1 + length / 40) {
            assertThat(read(Arrays.copyOf(whole, length), name + ", " + length + " bytes"))
                    .isEqualTo(1);
        }
    }

    /** Returns 1 if the file was refused, 0 if it could be read. */
    private int read(byte[] content, String what) throws IOException {
        Path path = folder.resolve("damaged.h5");
        Files.write(path, content);
        try (EmbeddingFile file = EmbeddingFile.open(path)) {
            file.readAll();
            file.classNames();
            file.sampleIds(0, file.rows());
            file.provenance();
            return 0;
        } catch (DataException e) {
            assertThat(e).as(what).hasMessageStartingWith(path.toString());
            return 1;
        } catch (Throwable e) {
            return fail(what + " must give a DataException, gave " + e, e);
        }
    }
}
