package org.imprint.classifier.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.EmbeddingClassifier.Moment;
import org.imprint.classifier.change.History;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileClaim;

/**
 * A classifier of a file, whose every change is on disk before it is told of, and before anybody is answered by it.
 *
 * <p>Changes go to the journal beside the file, many at once if they come at once. Thresholds and temperature are found again when
 * changes have come to rest: until then a class that was changed has no threshold. What is derived like this is not in the journal.
 * When the journal is long, and when this is closed, changes are taken into the file; whoever is killed meanwhile loses none.
 *
 * <p>Nobody else may change the file while this is open. Safe for use by many threads.
 */
public final class JournaledClassifier implements AutoCloseable {

    private final ClassifierContents base;
    private final Optional<FileClaim> claim;
    private final JournalWriter writer;

    private JournaledClassifier(Optional<FileClaim> claim, ClassifierContents base, JournalWriter writer) {
        this.claim = claim;
        this.base = base;
        this.writer = writer;
    }

    /**
     * Opens a file to be changed, with what a process that was killed left in its journal.
     *
     * @throws ImprintException if file or journal cannot be read, do not belong together, or somebody else may change the file
     */
    public static JournaledClassifier open(Path file, Parallel parallel, Clock clock) {
        FileClaim claim = ImprintFile.claim(file);
        try {
            Replay replay = Replay.of(file, parallel);
            JournalWriter writer = new JournalWriter(file, true, replay, parallel, clock);
            return new JournaledClassifier(Optional.of(claim), replay.base(), writer);
        } catch (RuntimeException | Error e) {
            release(claim);
            throw e;
        }
    }

    /** Opens a file to be asked alone; others may change it, and are not seen to. Its journal, if there is one, is read as well. */
    public static JournaledClassifier openToRead(Path file, Parallel parallel) {
        Replay replay = Replay.of(file, parallel);
        JournalWriter writer = new JournalWriter(file, false, replay, parallel, Clock.systemUTC());
        return new JournaledClassifier(Optional.empty(), replay.base(), writer);
    }

    /** Returns what a file holds, with the changes of its journal if there is one, as while a server teaches it. */
    public static ClassifierContents read(Path file, Parallel parallel) {
        Replay replay = Replay.of(file, parallel);
        Moment moment = replay.classifier().moment();
        return replay.base()
                .with(moment.state(), moment.history())
                .with(replay.base().thumbnails().plus(Thumbnails.of(replay.pictures())));
    }

    /** Takes what a process that was killed left into the file. Returns whether there was something. */
    public static boolean takeIn(Path file, Parallel parallel) {
        if (!Files.exists(JournalFile.of(file))) {
            return false;
        }
        try (JournaledClassifier left = open(file, parallel, Clock.systemUTC())) {
            return left.writer.hasJournal();
        }
    }

    /** Returns state and history that belong together, as they are on disk. */
    public Moment moment() {
        return writer.now().moment();
    }

    /** Returns the state that is on disk. */
    public ClassifierState state() {
        return writer.now().moment().state();
    }

    /** Returns the history that is on disk. */
    public History history() {
        return writer.now().moment().history();
    }

    /** Returns a number that grows with everything that becomes visible since this was opened. */
    public long revision() {
        return writer.now().revision();
    }

    /** Returns where the embeddings come from; empty if they are no images'. */
    public Optional<BackboneMark> backbone() {
        return base.backbone();
    }

    /** Returns whether there is a small picture of an image. */
    public boolean hasPicture(ContentDigest image) {
        return writer.pictures().has(image);
    }

    /** Returns the small picture of an image, if there is one: a PNG or JPEG file, not to be written to. */
    public Optional<byte[]> picture(ContentDigest image) {
        return writer.pictures().find(image);
    }

    /** Returns all that a file would hold of this moment. Cost: one pass over the pictures' digests. */
    public ClassifierContents contents() {
        return writer.contents();
    }

    /** As {@link #contents}, calibrated and with the golden questions answered, as files are. Cost: leave-one-out. */
    public ClassifierContents calibrated(Parallel parallel) {
        return JournalUpkeep.calibrated(contents(), parallel);
    }

    /** As {@link EmbeddingClassifier#learn(String, List, FloatMatrix)}. @param small pictures of none, some or all of them */
    public Outcome learn(String className, List<Example> examples, FloatMatrix rows, Thumbnails small) {
        Map<ContentDigest, byte[]> bytes = new LinkedHashMap<>();
        small.digests().forEach(d -> bytes.put(d, small.find(d).orElseThrow()));
        return writer.change(new JournaledChange.Learn(className, examples, rows, bytes));
    }

    /** Takes examples away wherever they are. */
    public Outcome forget(Set<ContentDigest> which) {
        return writer.change(new JournaledChange.ForgetExamples(which));
    }

    /** As {@link EmbeddingClassifier#move}. */
    public Outcome move(Set<ContentDigest> which, String into) {
        return writer.change(new JournaledChange.Move(which, into));
    }

    /** As {@link EmbeddingClassifier#reject}; thresholds are found again when changes have come to rest. */
    public Outcome reject(Optional<Double> falseReject) {
        return writer.change(new JournaledChange.Reject(falseReject));
    }

    /** As {@link EmbeddingClassifier#forget(String)}. */
    public Outcome forget(String className) {
        return writer.change(new JournaledChange.ForgetClass(className));
    }

    /** As {@link EmbeddingClassifier#rename}. */
    public Outcome rename(String from, String to) {
        return writer.change(new JournaledChange.Rename(from, to));
    }

    /** As {@link EmbeddingClassifier#merge}. */
    public Outcome merge(String from, String into) {
        return writer.change(new JournaledChange.Merge(from, into));
    }

    /** As {@link EmbeddingClassifier#undo}. */
    public Outcome undo() {
        return writer.change(new JournaledChange.Undo());
    }

    /** As {@link EmbeddingClassifier#redo}. */
    public Outcome redo() {
        return writer.change(new JournaledChange.Redo());
    }

    /**
     * Takes all changes into the file, and lets others change it.
     *
     * @throws DataException if the file cannot be written; the journal keeps the changes for the next time
     */
    @Override
    public void close() {
        try {
            writer.close();
        } finally {
            claim.ifPresent(JournaledClassifier::release);
        }
    }

    static void release(FileClaim claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
