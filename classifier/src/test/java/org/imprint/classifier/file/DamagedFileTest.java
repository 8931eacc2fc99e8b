package org.imprint.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.core.ImprintException;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a file, it is read as it was or refused in words, with memory in proportion to its size. */
class DamagedFileTest {

    private static final long MOST_MEMORY = 24L << 20;

    @TempDir
    Path folder;

    private Path file;
    private String whole;
    private byte[] original;

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("birds.imprint");
        FitOptions options = FitOptions.standard()
                .with(Preset.PAPER.recipe(2, 1e-3))
                .with(Precision.FLOAT16)
                .rejecting(0.1);
        ClassifierContents contents = SavedBirds.full(SavedBirds.birds(options));
        whole = SavedBirds.text(SavedBirds.saved(file, contents));
        original = Files.readAllBytes(file);
    }

    /** Reads a file whole, and takes all of its changes back and makes them again. Returns whether it was not refused. */
    private boolean isRead(String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        boolean read = false;
        try {
            ClassifierContents contents = ImprintFile.open(file);
            SavedBirds.text(contents);
            read = true;
            walk(SavedBirds.opened(contents));
        } catch (ImprintException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(what + " must be read or refused", e);
        }
        assertThat(threads.getThreadAllocatedBytes(self) - before).as(what).isLessThan(MOST_MEMORY);
        return read;
    }

    private static void walk(EmbeddingClassifier birds) {
        int back = 0;
        try {
            while (true) {
                birds.undo();
                back++;
            }
        } catch (ImprintException e) {
            for (int i = 0; i < back; i++) {
                birds.redo();
            }
        }
    }

    private String content() {
        try {
            return SavedBirds.text(ImprintFile.open(file));
        } catch (ImprintException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            return whole;
        } catch (RuntimeException e) {
            return fail("must be read or refused", e);
        }
    }

    @Test
    @Tag("slow")
    void everyFlippedByteAndEveryTruncationIsNoticed() throws IOException {
        for (int at = 0; at < original.length; at++) {
            byte[] mutant = original.clone();
            mutant[at] ^= (byte) (1 + at % 255);
            Files.write(file, mutant);
            assertThat(content()).as("byte " + at).isEqualTo(whole);
            Files.write(file, Arrays.copyOf(original, at));
            assertThat(content()).as("first " + at + " bytes").isEqualTo(whole);
        }
    }

    @Test
    void someFlippedBytesAndTruncationsAreNoticed() throws IOException {
        for (int at = 3; at < original.length; at += 41) {
            byte[] mutant = original.clone();
            mutant[at] ^= (byte) (1 + at % 255);
            Files.write(file, mutant);
            assertThat(content()).as("byte " + at).isEqualTo(whole);
            Files.write(file, Arrays.copyOf(original, at));
            assertThat(content()).as("first " + at + " bytes").isEqualTo(whole);
        }
    }

    @Test
    void forgedPartsAreReadOrRefused() throws IOException {
        forge(1, 120);
    }

    @Test
    void forgedSumsAreReadOrRefused() throws IOException {
        saveLeastSquares();
        forge(3, 120);
    }

    private void saveLeastSquares() throws IOException {
        FitOptions options = FitOptions.standard().with(Preset.ORACLE.recipe(1, 1e-3));
        ImprintFile.save(file, SavedBirds.full(SavedBirds.birds(options)));
        original = Files.readAllBytes(file);
    }

    @Test
    @Tag("slow")
    void manyForgedPartsAreReadOrRefused() throws IOException {
        forge(2, 3_000);
        saveLeastSquares();
        forge(4, 3_000);
    }

    private void forge(long seed, int rounds) throws IOException {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            Files.write(file, original);
            Forgery forgery = Forgery.of(file);
            boolean text = random.nextInt(3) == 0;
            List<String> keys = new ArrayList<>(text ? forgery.texts.keySet() : forgery.tensors.keySet());
            String key = keys.get(random.nextInt(keys.size()));
            byte[] part = text ? forgery.texts.get(key).getBytes(StandardCharsets.UTF_8) : forgery.tensors.get(key);
            for (int i = random.nextInt(3); i >= 0; i--) {
                part = mutated(part, random);
            }
            if (text) {
                forgery.texts.put(key, new String(part, StandardCharsets.UTF_8));
            } else {
                forgery.tensors.put(key, part);
            }
            forgery.write(file);
            read += isRead("seed " + seed + " round " + round + ", " + key) ? 1 : 0;
        }
        assertThat(read).as("some forgeries are harmless, most are not").isBetween(1, rounds - 1);
    }

    private static byte[] mutated(byte[] part, Random random) {
        if (part.length == 0) {
            return new byte[random.nextInt(3)];
        }
        byte[] mutant = part.clone();
        int at = random.nextInt(part.length);
        switch (random.nextInt(6)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = (byte) "0123456789-\"{}[],:nulltrue".charAt(random.nextInt(26));
            case 2 ->
                Arrays.fill(mutant, at, Math.min(part.length, at + 8), (byte) (random.nextBoolean() ? 0xff : 0x7f));
            case 3 -> mutant = Arrays.copyOf(part, at);
            case 4 -> {
                int from = random.nextInt(part.length);
                System.arraycopy(
                        part, from, mutant, at, Math.min(random.nextInt(12), part.length - Math.max(at, from)));
            }
            default -> { // a number becomes a huge one, a name an empty one
                String text = new String(part, StandardCharsets.ISO_8859_1);
                String digits = text.replaceFirst("(?<=.{" + Math.min(at, 200) + "})\\d+", "2147483647");
                mutant = digits.getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return mutant;
    }
}
