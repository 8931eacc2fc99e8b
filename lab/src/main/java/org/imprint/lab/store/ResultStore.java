package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.frame.OpenFiles;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.sweep.Combination;

/**
 * A folder with what became of planned runs, written by any number of processes at once. Thread-safe.
 *
 * <p>Every process appends to a segment of its own and changes nothing that is written, so that readers need no lock and a process
 * that is killed spoils nothing: the half-written record at the end of its segment is dropped on reading. Of several outcomes of a
 * combination one that is done counts before one that equals another, and that before one that failed; among such that which has the
 * higher counter of the store. Clocks decide nothing. Segments can be copied from one store to another, if their settings agree.
 *
 * <p>In memory a store takes about 65 bytes a run; what outcomes hold stays in the files. Reading a store writes nothing.
 */
public final class ResultStore implements AutoCloseable {

    private static final int MOST_GOES = 100;

    private final Path dir;
    private final Catalogue catalogue;
    private final List<SegmentFile> segments = new ArrayList<>();
    private final Map<Path, SegmentFile> known = new LinkedHashMap<>();
    private final OpenFiles files = new OpenFiles(OpenFiles.MOST);

    private RunReader live;
    private int liveSegments = -1;

    private ResultStore(Path dir, boolean isDeep) {
        this.dir = dir;
        this.catalogue = new Catalogue(isDeep);
    }

    /**
     * Opens a store that exists.
     *
     * @throws StoreException if there is none, if a later version of this software wrote it, or if its segments were made under
     *     settings that contradict each other
     */
    public static ResultStore open(Path dir) {
        return open(dir, false);
    }

    /** Opens a store that exists; in full: decodes every record. */
    static ResultStore open(Path dir, boolean isDeep) {
        try {
            if (!Files.exists(dir)) {
                throw new StoreException(dir + ": no such folder; there is no result store");
            }
            if (!Files.isDirectory(dir)) {
                throw new StoreException(dir + ": is a file, not the folder of a result store");
            }
            if (!Segments.isStore(dir)) {
                throw new StoreException(dir + ": holds no result store");
            }
            return load(dir, isDeep);
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    /**
     * Opens a store, or makes one, and registers what its results are about to depend on besides.
     *
     * @throws StoreException naming every {@linkplain Settings#conflicts contradiction} with what the store's results depend on; or
     *     as {@link #open}; or if the folder holds other things
     */
    public static ResultStore openOrCreate(Path dir, Settings settings) {
        try {
            if (Files.exists(dir) && !Files.isDirectory(dir)) {
                throw new StoreException(dir + ": is a file, not the folder of a result store");
            }
            Files.createDirectories(dir);
            if (!Segments.isStore(dir) && !Segments.foreign(dir).isEmpty()) {
                throw new StoreException(dir + ": holds no result store but other things, such as "
                        + Segments.foreign(dir).get(0).getFileName() + "; name an empty or a new folder");
            }
            ResultStore store = load(dir, false);
            try {
                SettingsFile file = new SettingsFile(dir);
                Settings all = StoreLock.under(dir, () -> file.register(store.catalogue.settings(), settings));
                store.catalogue.take(file.path(), all);
                return store;
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    private static ResultStore load(Path dir, boolean isDeep) throws IOException {
        ResultStore store = new ResultStore(dir, isDeep);
        try {
            SettingsFile file = new SettingsFile(dir);
            file.read().ifPresent(settings -> store.catalogue.take(file.path(), settings));
            store.advance();
            return store;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    static StoreException unreadable(Path dir, IOException e) {
        String why = e instanceof AccessDeniedException
                ? "may not be read or written by this user"
                : e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        String where = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : dir.toString();
        return new StoreException(where + ": " + why, e);
    }

    /**
     * Returns the folder below a store where those who write to it keep what is no result, such as claims on work and digests of
     * inputs; losing it costs time, nothing else.
     */
    public static Path workFolder(Path dir) {
        return dir.resolve(Segments.WORK);
    }

    /** Returns the folder. */
    public Path dir() {
        return dir;
    }

    /** Returns what the results depend on besides their combinations. */
    public synchronized Settings settings() {
        return catalogue.settings().orElseGet(() -> Settings.of(Semantics.CORRECTED));
    }

    /**
     * Takes in what this and other processes flushed since. Cheap if that is little.
     *
     * @throws StoreException as {@link #open}
     */
    public synchronized void refresh() {
        try {
            new SettingsFile(dir).read().ifPresent(settings -> catalogue.take(dir, settings));
            advance();
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    private void advance() throws IOException {
        int goes = 0;
        while (!allAdvanced()) {
            if (++goes == MOST_GOES) {
                throw new StoreException(dir + ": names segments that cannot be opened");
            }
        }
    }

    /** Reads what is new in all segments; false if one went meanwhile and the folder must be listed again. */
    private boolean allAdvanced() throws IOException {
        boolean all = true;
        List<Path> listed = Segments.list(dir);
        known.keySet().retainAll(listed);
        for (Path file : listed) {
            all &= advanced(file);
        }
        return all;
    }

    /** Reads on in a segment; false if it has gone, because another process has just folded it into a new one. */
    private boolean advanced(Path file) throws IOException {
        SegmentFile segment = known.get(file);
        if (segment == null) {
            segment = new SegmentFile(file, segments.size(), catalogue, files);
            segments.add(segment);
            known.put(file, segment);
        }
        try {
            segment.advance();
            return true;
        } catch (NoSuchFileException e) {
            known.remove(file);
            return false;
        }
    }

    /** Returns the outcome of a combination that counts, if it has one. */
    public synchronized Optional<Outcome> outcome(Combination c) {
        int row = catalogue.row(c);
        return row == RunIndex.NONE ? Optional.empty() : Optional.of(live().outcome(row));
    }

    /** A reader that is kept, because its window costs more than an outcome; it knows the segments that there were. */
    private RunReader live() {
        if (liveSegments != segments.size()) {
            live = catalogue.live(segments).reader();
            liveSegments = segments.size();
        }
        return live;
    }

    /** Returns whether the combination is done, or equal to another. */
    public synchronized boolean isDone(Combination c) {
        int row = catalogue.row(c);
        return row != RunIndex.NONE && catalogue.runs().type(row) != RecordType.FAILED;
    }

    /** Returns how many combinations have an outcome. */
    public synchronized long size() {
        return catalogue.runs().size();
    }

    /** Returns how many combinations have an outcome of each kind. */
    public synchronized StatusCounts counts() {
        StatusCounts counts = StatusCounts.none();
        for (int row = 0; row < catalogue.runs().size(); row++) {
            counts = counts.plus(StatusCounts.of(catalogue.runs().type(row).status()));
        }
        return counts;
    }

    /**
     * Returns the outcome of each combination that counts, as the store knows them now; a run that equals another has its scores, as far
     * as the other is done. Read from the files while the stream is consumed, which must end before the store is closed.
     */
    public Stream<StoredRun> runs() {
        RunTable table = table();
        RunReader reader = table.reader();
        return IntStream.range(0, table.size()).mapToObj(reader::run);
    }

    /** Returns the same row by row, for those who need a part of it only. */
    public synchronized RunTable table() {
        return catalogue.snapshot(segments);
    }

    /** Returns the latest measures of neural collapse of each (backbone, data sets, split, mapping). */
    public synchronized List<CollapseResult> collapse() {
        return catalogue.collapse().stream().map(Catalogue.Dated::result).toList();
    }

    /**
     * Begins a segment of this process.
     *
     * @param session the circumstances of what will be appended
     */
    public synchronized StoreWriter writer(Session session) {
        return StoreWriter.create(dir, settings(), session, catalogue::nextCounter);
    }

    /** Returns what each process wrote. */
    public synchronized List<SegmentStatus> segments() {
        List<SegmentStatus> all = new ArrayList<>();
        for (SegmentFile segment : known.values()) {
            try {
                all.add(segment.status());
            } catch (NoSuchFileException e) {
                // Folded into another since the last refresh.
                continue;
            } catch (IOException e) {
                throw unreadable(dir, e);
            }
        }
        return all;
    }

    /** Returns what was odd about the files, as far as they were read: damage, half-written ends, files that are no part of a store. */
    public synchronized List<StoreFinding> findings() {
        try {
            List<StoreFinding> all = new ArrayList<>();
            SettingsFile settings = new SettingsFile(dir);
            if (settings.isDamaged()) {
                all.add(new StoreFinding(
                        settings.path(), 0, false, "is damaged; settings were taken from the segments instead"));
            }
            known.values().forEach(segment -> all.addAll(segment.findings()));
            Segments.foreign(dir)
                    .forEach(f -> all.add(new StoreFinding(f, 0, true, "is no part of a result store; not read")));
            return all;
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    List<SegmentFile> files() {
        return segments;
    }

    /** Closes the files; writers are closed on their own. */
    @Override
    public synchronized void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }
}
