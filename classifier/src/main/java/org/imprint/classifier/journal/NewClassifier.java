package org.imprint.classifier.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.Checks;
import org.imprint.vision.file.FileClaim;

/** The file of a classifier that is to be taught from nothing. */
public final class NewClassifier {

    private NewClassifier() {}

    /**
     * Writes it, to be opened by {@link JournaledClassifier#open}.
     *
     * @param contents may be without classes
     * @throws org.imprint.core.ImprintException if file or journal are there, somebody makes them at this time, or the folder cannot be
     *     written
     */
    public static void write(Path file, ClassifierContents contents) {
        FileClaim claim = ImprintFile.claim(file);
        try {
            for (Path there : List.of(file, JournalFile.of(file))) {
                Checks.require(
                        !Files.exists(there), file + ": a new classifier must have no file or journal yet", there);
            }
            ImprintFile.save(file, contents);
        } finally {
            JournaledClassifier.release(claim);
        }
    }
}
