package org.imprint.classifier.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that grows long is taken into its file while changes go on. */
@Tag("slow")
class TakingInTest {

    private static final int THREADS = 4;
    private static final int CHANGES = 600;

    @Test
    void nothingIsLostBesideChangesThatGoOn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("birds.imprint");
        Taught.save(file);
        byte[] old = Files.readAllBytes(file);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        String told;
        try (JournaledClassifier birds = Taught.open(file)) {
            Thread[] threads = new Thread[THREADS];
            for (int t = 0; t < THREADS; t++) {
                int from = 1000 * (t + 1);
                threads[t] = new Thread(() -> {
                    for (int i = from; i < from + CHANGES; i++) {
                        birds.learn(
                                "class " + from + i % 9,
                                Taught.examples(i, i + 1),
                                Taught.rows(i, i + 1),
                                Thumbnails.none());
                        if (i % 150 == 0) {
                            pause();
                        }
                    }
                });
                threads[t].setUncaughtExceptionHandler((thread, e) -> failed.set(e));
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (int i = 0; i < 100 && records(file) > CHANGES; i++) {
                Thread.sleep(100);
            }
            assertThat(records(file)).isLessThanOrEqualTo(1000);
            assertThat(Files.readAllBytes(file)).isNotEqualTo(old);
            told = Taught.text(birds.moment());
            Path there = Files.createDirectory(folder.resolve("killed")).resolve("birds.imprint");
            Files.copy(file, there);
            Files.copy(JournalFile.of(file), JournalFile.of(there));
            assertThat(Taught.text(JournaledClassifier.openToRead(there, Parallel.serial())
                            .moment()))
                    .isEqualTo(told);
        }
        assertThat(failed.get()).isNull();
        int examples = ImprintFile.open(file).state().classes().stream()
                .mapToInt(LearnedClass::learned)
                .sum();
        assertThat(examples).isEqualTo(16 + THREADS * CHANGES);
    }

    private static int records(Path file) {
        return JournalContents.read(JournalFile.of(file)).records().size();
    }

    /** Upkeep waits for a rest between changes. */
    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
