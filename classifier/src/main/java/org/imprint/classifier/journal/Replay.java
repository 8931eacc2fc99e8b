package org.imprint.classifier.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;

/**
 * A classifier's file with the changes of its journal made again.
 *
 * @param base the file as it is
 * @param classifier with the changes
 * @param pictures that came with them
 * @param journal if there is one
 * @param last number of the last record; 0 if there is none
 */
record Replay(
        ClassifierContents base,
        EmbeddingClassifier classifier,
        Map<ContentDigest, byte[]> pictures,
        Optional<JournalContents> journal,
        long last) {

    /** How often both are read anew, as a server may take the journal in between the reading of one and the other. */
    private static final int TRIES = 5;

    static Replay of(Path file, Parallel parallel) {
        for (int i = 1; ; i++) {
            ContentDigest identity = BaseIdentity.of(file);
            try {
                Replay replay = of(file, ImprintFile.open(file), parallel);
                if (i == TRIES || BaseIdentity.of(file).equals(identity)) {
                    return replay;
                }
            } catch (ImprintException e) {
                boolean isThere = Files.exists(JournalFile.of(file)); // it may just have gone
                if (i == TRIES || isThere && BaseIdentity.of(file).equals(identity)) {
                    throw e;
                }
            }
        }
    }

    private static Replay of(Path file, ClassifierContents base, Parallel parallel) {
        EntryClock clock = new EntryClock();
        EmbeddingClassifier classifier = EmbeddingClassifier.of(base.state(), base.history(), parallel, clock);
        Path path = JournalFile.of(file);
        Map<ContentDigest, byte[]> pictures = new LinkedHashMap<>();
        if (!Files.exists(path)) {
            return new Replay(base, classifier, pictures, Optional.empty(), 0);
        }
        JournalContents journal = JournalContents.read(path);
        for (JournalRecord r : journal.after(file, path)) {
            if (JournalEntry.read(r.content()) instanceof JournalEntry.Made made) {
                clock.set(made.dated().at());
                made(made.dated().change(), classifier, path, r.number());
                pictures.putAll(made.dated().change().pictures());
            }
        }
        return new Replay(base, classifier, pictures, Optional.of(journal), journal.last());
    }

    private static void made(JournaledChange change, EmbeddingClassifier classifier, Path path, long number) {
        try {
            change.make(classifier);
        } catch (ImprintException e) {
            throw new ImprintException(path + ": record " + number + " does not fit: " + e.getMessage(), e);
        }
    }
}
