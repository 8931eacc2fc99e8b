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
import org.imprint.classifier.change.HistoryEntry;
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
import org.imprint.vision.file.FileTrouble;

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

    private final Path file;
    private final Optional<FileClaim> claim;
    private final Parallel parallel;
    private final Clock clock;
    private final ClassifierContents base;
    private final EntryClock entryClock = new EntryClock();
    private final Object writing = new Object();
    private final Object takingIn = new Object();
    private final Maintenance maintenance = new Maintenance(this::maintain);

    private EmbeddingClassifier next;
    private Optional<JournalFile> journal = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private final LivePictures pictures;
    private volatile Published now;

    /**
     * What everybody is answered by.
     *
     * @param number of the last record of the journal that is in it
     * @param revision grows with each
     */
    private record Published(Moment moment, long number, long revision) {}

    private JournaledClassifier(Path file, Optional<FileClaim> claim, Replay replay, Parallel parallel, Clock clock) {
        this.file = file;
        this.claim = claim;
        this.parallel = parallel;
        this.clock = clock;
        this.base = replay.base();
        this.pictures = new LivePictures(base.thumbnails());
        pictures.add(replay.pictures());
        this.next = classifier(replay.classifier().moment());
        this.now = new Published(next.moment(), replay.last(), 1);
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
            JournaledClassifier opened = new JournaledClassifier(file, Optional.of(claim), replay, parallel, clock);
            opened.goOn(replay);
            return opened;
        } catch (RuntimeException | Error e) {
            release(claim);
            throw e;
        }
    }

    /** Opens a file to be asked alone; others may change it, and are not seen to. Its journal, if there is one, is read as well. */
    public static JournaledClassifier openToRead(Path file, Parallel parallel) {
        return new JournaledClassifier(file, Optional.empty(), Replay.of(file, parallel), parallel, Clock.systemUTC());
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
            return left.journal.isPresent();
        }
    }

    private void goOn(Replay replay) {
        try {
            if (replay.journal().isPresent()) {
                journal = Optional.of(
                        JournalFile.open(JournalFile.of(file), replay.journal().get()));
                maintenance.ask();
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private EmbeddingClassifier classifier(Moment moment) {
        return EmbeddingClassifier.of(moment.state(), moment.history(), parallel, entryClock);
    }

    /** Returns state and history that belong together, as they are on disk. */
    public Moment moment() {
        return now.moment();
    }

    /** Returns the state that is on disk. */
    public ClassifierState state() {
        return now.moment().state();
    }

    /** Returns the history that is on disk. */
    public History history() {
        return now.moment().history();
    }

    /** Returns a number that grows with everything that becomes visible since this was opened. */
    public long revision() {
        return now.revision();
    }

    /** Returns where the embeddings come from; empty if they are no images'. */
    public Optional<BackboneMark> backbone() {
        return base.backbone();
    }

    /** Returns whether there is a small picture of an image. */
    public boolean hasPicture(ContentDigest image) {
        return pictures.has(image);
    }

    /** Returns the small picture of an image, if there is one: a PNG or JPEG file, not to be written to. */
    public Optional<byte[]> picture(ContentDigest image) {
        return pictures.find(image);
    }

    /** Returns all that a file would hold of this moment. Cost: one pass over the pictures' digests. */
    public ClassifierContents contents() {
        Moment moment = now.moment();
        return base.with(moment.state(), moment.history()).with(pictures.all());
    }

    /** As {@link EmbeddingClassifier#learn(String, List, FloatMatrix)}. @param small pictures of none, some or all of them */
    public int learn(String className, List<Example> examples, FloatMatrix rows, Thumbnails small) {
        Map<ContentDigest, byte[]> bytes = new LinkedHashMap<>();
        small.digests().forEach(d -> bytes.put(d, small.find(d).orElseThrow()));
        return (int) change(new JournaledChange.Learn(className, examples, rows, bytes));
    }

    /** Takes examples away wherever they are. Returns how many went. */
    public int forget(Set<ContentDigest> which) {
        return (int) change(new JournaledChange.ForgetExamples(which));
    }

    /** As {@link EmbeddingClassifier#move}. */
    public int move(Set<ContentDigest> which, String into) {
        return (int) change(new JournaledChange.Move(which, into));
    }

    /** As {@link EmbeddingClassifier#reject}; thresholds are found again when changes have come to rest. */
    public void reject(Optional<Double> falseReject) {
        change(new JournaledChange.Reject(falseReject));
    }

    /** As {@link EmbeddingClassifier#forget(String)}. */
    public void forget(String className) {
        change(new JournaledChange.ForgetClass(className));
    }

    /** As {@link EmbeddingClassifier#rename}. */
    public void rename(String from, String to) {
        change(new JournaledChange.Rename(from, to));
    }

    /** As {@link EmbeddingClassifier#merge}. */
    public void merge(String from, String into) {
        change(new JournaledChange.Merge(from, into));
    }

    /** As {@link EmbeddingClassifier#undo}. */
    public HistoryEntry undo() {
        return (HistoryEntry) change(new JournaledChange.Undo());
    }

    /** As {@link EmbeddingClassifier#redo}. */
    public HistoryEntry redo() {
        return (HistoryEntry) change(new JournaledChange.Redo());
    }

    private Object change(JournaledChange change) {
        Object result;
        Moment after;
        JournalFile target;
        long place;
        long number;
        synchronized (writing) {
            requireWritable();
            Moment before = next.moment();
            entryClock.set(clock.instant());
            result = change.make(next);
            after = next.moment();
            if (after == before) {
                return result; // nothing was to be done
            }
            try {
                target = journal();
                place = target.append(
                        JournalEntry.bytes(new JournalEntry.Made(new ChangeBytes.Dated(entryClock.instant(), change))));
                number = target.number();
                pictures.add(change.pictures()); // before a file can be made of a state that has their examples
            } catch (IOException e) {
                next = classifier(before);
                throw full(e);
            }
        }
        try {
            target.force(place);
        } catch (IOException e) {
            breakOff(target, e);
            throw full(e);
        }
        publish(after, number);
        maintenance.ask();
        return result;
    }

    private void requireWritable() {
        if (claim.isEmpty()) {
            throw new ImprintException(file + ": was opened to be asked, not to be changed");
        }
        fault.ifPresent(why -> {
            throw new JournalFullException(why, new IOException(why));
        });
    }

    /** Returns the journal, which the first change begins. */
    private JournalFile journal() throws IOException {
        if (journal.isEmpty()) {
            journal = Optional.of(
                    JournalFile.create(JournalFile.of(file), BaseIdentity.of(file), List.of(), now.number()));
        }
        return journal.get();
    }

    private void publish(Moment after, long number) {
        synchronized (writing) {
            if (number > now.number()) { // a later one may have been on disk with it
                now = new Published(after, number, now.revision() + 1);
            }
        }
    }

    /**
     * What the system cannot hand to the disk is cut off, so that it does not come back when this is opened again. Nothing more is
     * written until then.
     */
    private void breakOff(JournalFile target, IOException e) {
        synchronized (writing) {
            if (fault.isPresent()) {
                return;
            }
            try {
                target.cutUnforced();
            } catch (IOException notCut) {
                e.addSuppressed(notCut);
            }
            fault = Optional.of(full(e).getMessage() + "; no more is changed until it is opened again");
            next = classifier(now.moment());
        }
    }

    private JournalFullException full(IOException e) {
        Path path = JournalFile.of(file);
        return new JournalFullException(
                path + ": cannot be written, nothing was changed: " + FileTrouble.reason(path, e), e);
    }

    private DataException trouble(IOException e) {
        Path path = JournalFile.of(file);
        return new DataException(path + ": " + FileTrouble.reason(path, e), e);
    }

    private void maintain() {
        calibrate();
        boolean isLong;
        synchronized (writing) {
            isLong = fault.isEmpty()
                    && journal.isPresent()
                    && JournalUpkeep.isLong(journal.get(), file.toFile().length());
        }
        if (isLong) {
            takeIn();
        }
    }

    /** Finds thresholds and temperature again, beside changes that go on; what they overtake is tried again. */
    private void calibrate() {
        Published seen = now;
        if (!JournalUpkeep.isCheap(seen.moment().state())) {
            return;
        }
        EmbeddingClassifier found = classifier(seen.moment());
        if (!found.calibrate()) {
            return;
        }
        synchronized (writing) {
            if (fault.isPresent()) {
                return;
            }
            if (next.moment() != seen.moment()) {
                maintenance.ask();
                return;
            }
            next = found;
            now = new Published(found.moment(), seen.number(), now.revision() + 1);
        }
    }

    /** Takes what is on disk into a new file, beside changes that go on. */
    private void takeIn() {
        synchronized (takingIn) {
            Published seen = now;
            ClassifierContents contents = JournalUpkeep.calibrated(contents(seen), parallel);
            try {
                ContentDigest identity = TakingIn.write(file, contents, made -> mark(made, seen.number()));
                synchronized (writing) {
                    JournalFile old = journal.orElseThrow();
                    List<JournalRecord> later = old.later(seen.number());
                    journal = Optional.of(JournalFile.create(old.path(), identity, later, old.number()));
                    old.close();
                }
            } catch (IOException e) {
                throw trouble(e);
            }
        }
    }

    private ClassifierContents contents(Published seen) {
        return base.with(seen.moment().state(), seen.moment().history()).with(pictures.all());
    }

    private void mark(ContentDigest identity, long through) throws IOException {
        JournalFile target;
        long place;
        synchronized (writing) {
            target = journal.orElseThrow();
            place = target.append(JournalEntry.bytes(new JournalEntry.TakenIn(identity, through)));
        }
        target.force(place);
    }

    /**
     * Takes all changes into the file, and lets others change it.
     *
     * @throws DataException if the file cannot be written; the journal keeps the changes for the next time
     */
    @Override
    public void close() {
        maintenance.close();
        try {
            if (journal.isPresent() && fault.isEmpty()) {
                takeIn();
                journal.get().close();
                Files.delete(journal.get().path());
            } else if (journal.isPresent()) {
                journal.get().close();
            }
        } catch (IOException e) {
            throw trouble(e);
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
