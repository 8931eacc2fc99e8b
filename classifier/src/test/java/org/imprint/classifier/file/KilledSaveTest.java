package org.imprint.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it saves leaves one of the states that it saved, whole. */
@Tag("slow")
class KilledSaveTest {

    @TempDir
    Path folder;

    /** Saves two states in turn until it is killed. */
    public static final class Saving {

        private Saving() {}

        /** Runs. @param args the file */
        public static void main(String[] args) {
            EmbeddingClassifier birds = SavedBirds.birds(FitOptions.standard());
            ClassifierContents less = SavedBirds.contents(birds);
            SavedBirds.learn(birds, "owl", 0, 500);
            ClassifierContents more = SavedBirds.contents(birds);
            for (int i = 0; ; i++) {
                ImprintFile.save(Path.of(args[0]), i % 2 == 0 ? less : more);
                if (i == 3) {
                    System.out.println("begun");
                }
            }
        }
    }

    @Test
    void theFileIsOneOfTheTwo() throws IOException, InterruptedException {
        Path file = folder.resolve("birds.imprint");
        EmbeddingClassifier birds = SavedBirds.birds(FitOptions.standard());
        String less = SavedBirds.text(SavedBirds.contents(birds));
        SavedBirds.learn(birds, "owl", 0, 500);
        String more = SavedBirds.text(SavedBirds.contents(birds));
        for (int round = 0; round < 8; round++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Saving.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");
            Thread.sleep(17L * round);
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(SavedBirds.text(ImprintFile.open(file)))
                    .as("round " + round)
                    .isIn(Set.of(less, more));
        }
        ImprintFile.save(file, SavedBirds.contents(birds));
        assertThat(folder.toFile().list()).as("what was left is cleared away").containsExactly("birds.imprint");
    }
}
