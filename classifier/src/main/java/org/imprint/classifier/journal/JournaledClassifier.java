package org.imprint.classifier.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.GoldenQuestions;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.unknown.KnownScore;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.file.FileClaim;

/**
 * A classifier of a file, whose every change is on disk before it is told of.
 *
 * <p>Nobody else may change the file while this is open. Safe for use by many threads.
 */
public final class JournaledClassifier implements AutoCloseable {

    private final Path file;
    private final FileClaim claim;
    private final Parallel parallel;
    private final Clock clock;
    private final AtomicLong revision = new AtomicLong(1);
    private volatile ClassifierContents contents;

    private JournaledClassifier(
            Path file, FileClaim claim, ClassifierContents contents, Parallel parallel, Clock clock) {
        this.file = file;
        this.claim = claim;
        this.contents = contents;
        this.parallel = parallel;
        this.clock = clock;
    }

    /**
     * Opens a file.
     *
     * @throws org.imprint.core.ImprintException if it cannot be read, or somebody else may change it
     */
    public static JournaledClassifier open(Path file, Parallel parallel, Clock clock) {
        FileClaim claim = ImprintFile.claim(file);
        return new JournaledClassifier(file, claim, ImprintFile.open(file), parallel, clock);
    }

    /** Returns what it is on disk: classes, history and pictures that belong together. */
    public ClassifierContents contents() {
        return contents;
    }

    /** As {@link EmbeddingClassifier#learn(String, List, FloatMatrix)}. @param pictures of examples, of none or some or all */
    public int learn(String className, List<Example> examples, FloatMatrix rows, Thumbnails pictures) {
        return change(pictures, c -> c.learn(className, examples, rows));
    }

    /** Takes examples away wherever they are. Returns how many went. */
    public int forget(Set<ContentDigest> which) {
        return change(Thumbnails.none(), c -> c.forget(e -> which.contains(e.digest()), "by hand"));
    }

    /** Takes a class away. */
    public void forget(String className) {
        change(Thumbnails.none(), c -> {
            c.forget(className);
            return null;
        });
    }

    /** As {@link EmbeddingClassifier#move}. */
    public int move(Set<ContentDigest> which, String into) {
        return change(Thumbnails.none(), c -> c.move(which, into));
    }

    /**
     * Takes another share of known images for none of the classes, and finds thresholds again. It is a setting, and no change that
     * {@link #undo} takes back.
     *
     * @param falseReject α in (0, 0.5]; empty to reject none
     */
    public synchronized void reject(Optional<Double> falseReject) {
        ClassifierState state = contents.state();
        Certainty asked = state.settings().certainty();
        Optional<KnownScore> score = asked.rejection().flatMap(Rejection::score);
        ClassifierSettings settings = state.settings().with(asked.with(falseReject.map(a -> new Rejection(a, score))));
        ClassifierState other = new Workshop(settings, parallel)
                .restored(
                        state.classes().stream()
                                .map(LearnedClass::withoutThreshold)
                                .toList(),
                        state.sums())
                .with(state.calibration());
        write(
                Thumbnails.none(),
                EmbeddingClassifier.of(other, contents.history().withoutThresholds(), parallel, clock));
    }

    /** Gives a class another name. */
    public void rename(String from, String to) {
        change(Thumbnails.none(), c -> {
            c.rename(from, to);
            return null;
        });
    }

    /** Moves the examples of one class into another, and takes the first away. */
    public void merge(String from, String into) {
        change(Thumbnails.none(), c -> {
            c.merge(from, into);
            return null;
        });
    }

    /** Takes the last change back. Returns it. */
    public HistoryEntry undo() {
        return change(Thumbnails.none(), EmbeddingClassifier::undo);
    }

    /** Makes the change last taken back again. Returns it. */
    public HistoryEntry redo() {
        return change(Thumbnails.none(), EmbeddingClassifier::redo);
    }

    private synchronized <T> T change(Thumbnails pictures, Function<EmbeddingClassifier, T> how) {
        ClassifierContents before = contents;
        EmbeddingClassifier next = EmbeddingClassifier.of(before.state(), before.history(), parallel, clock);
        T result = how.apply(next);
        write(pictures, next);
        return result;
    }

    private void write(Thumbnails pictures, EmbeddingClassifier next) {
        next.calibrate();
        EmbeddingClassifier.Moment now = next.moment();
        ClassifierContents after = contents.with(now.state(), now.history())
                .with(contents.thumbnails().plus(pictures))
                .with(GoldenQuestions.askedAgain(contents.golden(), next));
        ImprintFile.save(file, after);
        contents = after;
        revision.incrementAndGet();
    }

    /** Returns a number that grows with every change since this was opened. */
    public long revision() {
        return revision.get();
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
