package org.imprint.classifier.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.EmbeddingClassifier.Moment;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * The side of a journaled classifier that changes: one change after another is made on what comes {@code next} and appended; what is on
 * the disk becomes {@code now}, which is all that anybody else sees.
 */
final class JournalWriter implements AutoCloseable {

    private final Path file;
    private final boolean mayChange;
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
    private long lastMade;
    private boolean closing;
    private volatile LivePictures pictures;
    private volatile Published now;

    /**
     * What everybody is answered by.
     *
     * @param number of the last record of the journal that is in it
     * @param revision grows with each
     */
    record Published(Moment moment, long number, long revision) {}

    /** Goes on behind a journal that is there. @param mayChange false if nothing is to be changed, here or on disk */
    JournalWriter(Path file, boolean mayChange, Replay replay, Parallel parallel, Clock clock) {
        this.file = file;
        this.mayChange = mayChange;
        this.parallel = parallel;
        this.clock = clock;
        this.base = replay.base();
        this.pictures = new LivePictures(base.thumbnails());
        pictures.add(replay.pictures());
        this.next = classifier(replay.classifier().moment());
        this.now = new Published(next.moment(), replay.last(), 1);
        this.lastMade = replay.last();
        if (mayChange) {
            goOn(replay);
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

    /** Returns what is on the disk. */
    Published now() {
        return now;
    }

    /** Returns the small pictures. */
    LivePictures pictures() {
        return pictures;
    }

    /** Returns whether there is a journal. */
    boolean hasJournal() {
        synchronized (writing) {
            return journal.isPresent();
        }
    }

    /** Returns all that a file would hold of this moment. */
    ClassifierContents contents() {
        return contents(now);
    }

    /** Makes a change, and returns when it is on the disk. */
    Outcome change(JournaledChange change) {
        Moment before;
        Moment after;
        Object result;
        Optional<JournalFile> target;
        long place;
        long number;
        synchronized (writing) {
            requireWritable();
            before = next.moment();
            entryClock.set(clock.instant());
            result = change.make(next);
            after = next.moment();
            try {
                if (after != before) {
                    append(change);
                }
            } catch (IOException e) {
                next = classifier(before);
                throw full(e);
            } catch (RuntimeException | Error e) {
                next = classifier(before);
                throw e;
            }
            target = journal;
            place = journal.map(JournalFile::bytes).orElse(0L);
            number = lastMade;
        }
        if (target.isPresent()) { // also if nothing was to be done: what made it so may not be on the disk yet
            force(target.get(), place);
        }
        if (after == before) {
            return new Outcome(0, Optional.empty(), now.revision());
        }
        long revision = publish(after, number);
        maintenance.ask();
        return outcome(result, before, after, revision);
    }

    private void append(JournaledChange change) throws IOException {
        JournalFile open = journal();
        open.append(JournalEntry.bytes(new JournalEntry.Made(new ChangeBytes.Dated(entryClock.instant(), change))));
        lastMade = open.number();
        pictures.add(change.pictures()); // before a file can be made of a state that has their examples
    }

    private void force(JournalFile target, long place) {
        try {
            target.force(place);
        } catch (IOException e) {
            breakOff(target, e);
            throw full(e);
        }
    }

    private static Outcome outcome(Object result, Moment before, Moment after, long revision) {
        if (result instanceof HistoryEntry entry) {
            return new Outcome(1, Optional.of(entry), revision);
        }
        Optional<HistoryEntry> last = last(after);
        boolean isTold = !last.map(HistoryEntry::number).equals(last(before).map(HistoryEntry::number));
        Optional<HistoryEntry> told = isTold ? last : Optional.empty();
        return new Outcome((int) result, told, revision);
    }

    private static Optional<HistoryEntry> last(Moment moment) {
        List<HistoryEntry> done = moment.history().done();
        return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
    }

    private void requireWritable() {
        if (!mayChange) {
            throw new ImprintException(file + ": was opened to be asked, not to be changed");
        }
        if (closing) {
            throw new ImprintException(file + ": is being closed, nothing was changed");
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

    private long publish(Moment after, long number) {
        synchronized (writing) {
            if (number > now.number()) { // a later one may have been on disk with it
                now = new Published(after, number, now.revision() + 1);
                writing.notifyAll();
            }
            return now.revision();
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
            writing.notifyAll();
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
            LivePictures there = pictures;
            ClassifierContents contents = JournalUpkeep.calibrated(contents(seen), parallel);
            try {
                ContentDigest identity = TakingIn.write(file, contents, made -> mark(made, seen.number()));
                goOnBehind(seen.number(), identity);
            } catch (IOException e) {
                throw trouble(e);
            }
            LivePictures ofFile = new LivePictures(ImprintFile.open(file).thumbnails());
            synchronized (writing) {
                there.addTo(ofFile);
                pictures = ofFile;
            }
        }
    }

    /** Begins a new journal on the new file. Where that fails the old one has no name any more: nothing may be written to it. */
    private void goOnBehind(long through, ContentDigest identity) throws IOException {
        synchronized (writing) {
            JournalFile old = journal.orElseThrow();
            try {
                journal = Optional.of(JournalFile.create(old.path(), identity, old.later(through), old.number()));
                old.close();
            } catch (IOException | RuntimeException | Error e) {
                fault = Optional.of(old.path() + ": cannot be begun anew; no more is changed until it is opened again");
                throw e;
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

    /** Takes all changes into the file. @throws DataException if it cannot be written; the journal keeps the changes */
    @Override
    public void close() {
        awaitChanges();
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
        }
    }

    /** Lets no change begin, and waits for those under way. */
    private void awaitChanges() {
        boolean interrupted = false;
        synchronized (writing) {
            closing = true;
            while (fault.isEmpty() && now.number() < lastMade) {
                try {
                    writing.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
