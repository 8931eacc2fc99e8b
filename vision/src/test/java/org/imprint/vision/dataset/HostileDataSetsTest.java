package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.cifar.CifarReader;
import org.imprint.vision.dataset.imagenet.Devkit;
import org.imprint.vision.dataset.imagenet.ImageNetReader;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.MnistMReader;
import org.imprint.vision.dataset.reader.Place;
import org.imprint.vision.dataset.reader.SvhnReader;
import org.imprint.vision.dataset.reader.UspsReader;
import org.imprint.vision.fetch.ArchiveLimits;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.mat.MatFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes, a reader gives images or a {@link DataException}, and allocates little on the way. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileDataSetsTest {

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** The files have 10 to 60 kB; decoders have buffers of up to 4 MB (bzip2). */
    private static final long MOST_ALLOCATED = 32 << 20;

    @TempDir
    Path folder;

    private interface Reader {
        SampleSource open(Path file);
    }

    private void attack(byte[] whole, String name, int mutants, Reader reader) throws IOException {
        Path file = folder.resolve(name);
        int refused = 0;
        for (int seed = 0; seed < mutants; seed++) {
            Files.write(file, mutate(whole, new SplittableRandom(seed)));
            long before = allocated();
            try (SampleSource source = reader.open(file)) {
                for (int i = 0; i < Math.min(3, source.size()); i++) {
                    assertThat(source.image(i).pixels()).as("seed " + seed).isNotEmpty();
                }
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed " + seed).startsWith(folder.toString());
                refused++;
            }
            assertThat(allocated() - before).as("bytes allocated, seed " + seed).isLessThan(MOST_ALLOCATED);
        }
        assertThat(refused).isGreaterThan(mutants / 10);
    }

    /** Returns the bytes that this thread has allocated in its life. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int c = random.nextInt(6); c >= 0 && bytes.length > 0; c--) {
            int near = random.nextBoolean() ? Math.min(300, bytes.length) : bytes.length;
            bytes[random.nextInt(near)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }

    private static byte[] fixture(String name) throws IOException {
        return Files.readAllBytes(Expected.FILES.resolve(name));
    }

    @Test
    void svhn() throws IOException {
        attack(fixture("test_32x32.mat"), "t.mat", 800, file -> SvhnReader.read(file, DIGITS));
        attack(fixture("train_32x32.mat"), "t.mat", 400, file -> SvhnReader.read(file, DIGITS));
    }

    @Test
    void structs() throws IOException {
        byte[] whole = fixture("kinds.mat");
        Set<String> names = Set.of("doubles", "ints", "bytes", "text", "cell", "structs", "sparse");
        int refused = 0;
        for (int seed = 0; seed < 3000; seed++) {
            byte[] mutant = mutate(whole, new SplittableRandom(seed));
            long before = allocated();
            try {
                assertThat(MatFile.read("m", new ByteArrayInputStream(mutant), names))
                        .isNotNull();
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed " + seed).startsWith("m: ");
                refused++;
            }
            assertThat(allocated() - before).as("bytes allocated, seed " + seed).isLessThan(MOST_ALLOCATED);
        }
        assertThat(refused).isGreaterThan(300);
    }

    @Test
    void usps() throws IOException {
        attack(fixture("usps.t.bz2"), "u.bz2", 500, file -> UspsReader.read(file, DIGITS));
        byte[] text;
        try (var in = Archives.decompress(Expected.FILES.resolve("usps.t.bz2"))) {
            text = in.readAllBytes();
        }
        attack(text, "u", 500, file -> UspsReader.read(file, DIGITS));
    }

    @Test
    void cifar() throws IOException {
        attack(Tiny.cifar(3, 0), "b.bin", 300, file -> CifarReader.read(List.of(file), DIGITS));
        attack(fixture("data_batch_1"), "b", 1000, file -> CifarReader.read(List.of(file), DIGITS));
    }

    @Test
    void mnistM() throws IOException {
        for (String name : List.of("mnist_m_train.pt", "mnist_m_test.pt")) {
            Path to = folder.resolve("unpacked-" + name);
            Archives.extract(Expected.FILES.resolve(name + ".tar.gz"), to, ArchiveLimits.STANDARD);
            Path home = Files.createDirectories(folder.resolve("home-" + name));
            Split split = name.contains("train") ? Split.TRAIN : Split.TEST;
            attack(Files.readAllBytes(to.resolve(name)), "m.pt", 300, file -> {
                copy(file, home.resolve(name));
                return new MnistMReader(DIGITS).open(Place.within(home, "MNIST-M"), split, Classes.all());
            });
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.write(to, Files.readAllBytes(from));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void imageNet() throws IOException {
        Path home = folder.resolve("ImageNet");
        Expected.copy(home, Devkit.ARCHIVE, ImageNetReader.TRAIN, ImageNetReader.VAL);
        Place place = Place.of(folder, "ImageNet", List.of());
        for (String name : List.of(ImageNetReader.TRAIN, ImageNetReader.VAL)) {
            Split split = name.equals(ImageNetReader.TRAIN) ? Split.TRAIN : Split.TEST;
            attack(fixture(name), "t.tar", 300, file -> {
                copy(file, home.resolve(name));
                return new ImageNetReader().open(place, split, Classes.all());
            });
            Files.write(home.resolve(name), fixture(name));
        }
        attack(fixture(Devkit.ARCHIVE), "d.tar.gz", 300, file -> {
            copy(file, home.resolve(Devkit.ARCHIVE));
            return new ImageNetReader().open(place, Split.TEST, Classes.all());
        });
    }
}
