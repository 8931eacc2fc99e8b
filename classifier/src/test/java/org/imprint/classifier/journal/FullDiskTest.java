package org.imprint.classifier.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of one megabyte that is full, and then is not: a tmpfs, where this user may mount one. */
@Tag("slow")
class FullDiskTest {

    @TempDir
    private Path folder;

    private Path disk;
    private Path file;
    private Path filling;
    private boolean isMounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        isMounted = runs("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        assumeThat(isMounted).as("this user may mount a file system").isTrue();
        file = disk.resolve("birds.imprint");
        filling = disk.resolve("filling");
        Taught.save(file);
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            assertThat(runs("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private void fill() {
        assertThatThrownBy(() -> {
                    try (OutputStream out = Files.newOutputStream(filling)) {
                        while (true) {
                            out.write(new byte[512]);
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    private static int learn(JournaledClassifier birds, int from, int to) {
        return birds.learn("stork", Taught.examples(from, to), Taught.rows(from, to), Thumbnails.none())
                .examples();
    }

    @Test
    void aFirstChangeWithoutRoomIsNotMadeAndTheNextOneIs() throws IOException {
        fill();
        try (JournaledClassifier birds = Taught.open(file)) {
            String before = Taught.text(birds.moment());
            long revision = birds.revision();
            assertThatThrownBy(() -> birds.rename("heron", "egret"))
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageStartingWith(file + ".journal: cannot be written, nothing was changed: ")
                    .hasMessageContaining("No space left");
            assertThat(Taught.text(birds.moment())).isEqualTo(before);
            assertThat(birds.revision()).isEqualTo(revision);
            assertThat(JournalFile.of(file)).doesNotExist();

            Files.delete(filling);
            birds.rename("heron", "egret");
        }
        assertThat(ImprintFile.open(file).state().classNames()).containsExactly("egret", "crane");
    }

    @Test
    void aRecordThatIsWrittenInPartIsCutOffAndLaterOnesFollow() throws IOException {
        String told;
        try (JournaledClassifier birds = Taught.open(file)) {
            learn(birds, 100, 110);
            fill();
            String before = Taught.text(birds.moment());
            long whole = Files.size(JournalFile.of(file));
            for (int i = 0; i < 3; i++) { // the last page has room for the beginning of what there is no room for
                assertThatThrownBy(() -> learn(birds, 200, 1200))
                        .isInstanceOf(JournalFullException.class)
                        .hasMessageContaining("nothing was changed");
                assertThat(Files.size(JournalFile.of(file))).isEqualTo(whole);
                assertThat(Taught.text(birds.moment())).isEqualTo(before);
                assertThat(text(file)).isEqualTo(before);
            }
            Files.delete(filling);
            assertThat(learn(birds, 300, 310)).isEqualTo(10);
            told = Taught.text(birds.moment());
            assertThat(text(file)).isEqualTo(told);
        }
        assertThat(text(file)).isEqualTo(told);
    }

    @Test
    void aFileThatCannotBeMadeAtTheEndLeavesItsJournal() throws IOException {
        JournaledClassifier birds = Taught.open(file);
        learn(birds, 100, 400);
        String told = Taught.text(birds.moment());
        byte[] old = Files.readAllBytes(file);
        fill();
        assertThatThrownBy(birds::close).isInstanceOf(DataException.class).hasMessageContaining("No space left");
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
        assertThat(text(file)).isEqualTo(told);

        Files.delete(filling);
        Taught.open(file).close();
        assertThat(JournalFile.of(file)).doesNotExist();
        assertThat(text(file)).isEqualTo(told);
        ClassifierContents contents = ImprintFile.open(file);
        assertThat(contents.state().isCalibrated()).isTrue();
    }

    private static String text(Path file) {
        return Taught.text(
                JournaledClassifier.openToRead(file, Parallel.serial()).moment());
    }
}
