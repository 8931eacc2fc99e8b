package org.imprint.lab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Folds the segments of processes that ended into one, without records that later ones superseded.
 *
 * <p>The new segment appears whole, by renaming, before the old ones go; killed in between, a store holds some outcomes twice, which
 * is harmless, and the next compaction folds them. Segments that are being written, and such as are damaged, are left alone.
 *
 * @param folded segments that were folded
 * @param dropped superseded outcomes that were dropped
 * @param bytesBefore of the folded segments
 * @param bytesAfter of the one they became
 * @param damaged segments that were left alone because something in them cannot be read
 */
public record Compaction(int folded, long dropped, long bytesBefore, long bytesAfter, List<Path> damaged) {

    /** Copies the list. */
    public Compaction {
        damaged = List.copyOf(damaged);
    }

    /** Compacts a store. Waits if another process does. */
    public static Compaction of(Path dir) {
        ResultStore.open(dir).close();
        try {
            return StoreLock.under(dir, () -> compact(dir));
        } catch (IOException e) {
            throw ResultStore.unreadable(dir, e);
        }
    }

    private static Compaction compact(Path dir) throws IOException {
        removeUnfinished(dir);
        Set<Path> ended = new HashSet<>();
        for (Path file : Segments.list(dir)) {
            if (!SegmentLock.isHeld(file)) {
                ended.add(file);
            }
        }
        try (ResultStore store = ResultStore.open(dir)) {
            List<Path> damaged = new ArrayList<>();
            for (SegmentFile segment : store.files()) {
                if (ended.contains(segment.path()) && StoreCheck.isDamaged(segment)) {
                    damaged.add(segment.path());
                }
            }
            damaged.forEach(ended::remove);
            return ended.isEmpty() ? new Compaction(0, 0, 0, 0, damaged) : fold(store, ended, damaged);
        }
    }

    private static Compaction fold(ResultStore store, Set<Path> ended, List<Path> damaged) throws IOException {
        long records = 0;
        long before = 0;
        for (SegmentStatus segment : store.segments()) {
            if (ended.contains(segment.file())) {
                records += segment.counts().total();
                before += segment.bytes();
            }
        }
        if (ended.size() == 1 && records == latest(store.table(), ended)) {
            return new Compaction(0, 0, 0, 0, damaged);
        }
        Path whole = Segments.fresh(store.dir());
        // No AtomicFile: a writer makes its segment's file itself, the renaming must be on the disk before the old ones
        // go, and
        // removeUnfinished() finds what a killed compaction left by its name.
        Path unfinished = whole.resolveSibling(whole.getFileName() + Segments.UNFINISHED);
        long kept;
        try (SegmentWriter writer = new SegmentWriter(unfinished)) {
            kept = copy(store, ended, writer);
        }
        Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
        force(store.dir());
        for (Path file : ended) {
            Files.delete(file);
            Files.deleteIfExists(SegmentLock.beside(file));
        }
        return new Compaction(ended.size(), records - kept, before, Files.size(whole), damaged);
    }

    private static long latest(RunTable table, Set<Path> in) {
        return IntStream.range(0, table.size())
                .filter(row -> in.contains(
                        table.segments().get(table.index().segment(row)).path()))
                .count();
    }

    private static long copy(ResultStore store, Set<Path> ended, SegmentWriter writer) {
        writer.append(store.settings());
        RunTable table = store.table();
        RunReader reader = table.reader();
        long kept = 0;
        for (int row = 0; row < table.size(); row++) {
            if (ended.contains(table.segments().get(table.index().segment(row)).path())) {
                writer.append(
                        reader.session(row),
                        reader.combination(row),
                        reader.outcome(row),
                        table.index().stamp(row));
                writer.drainIfFull();
                kept++;
            }
        }
        for (Catalogue.Dated dated : store.catalogue().collapse()) {
            if (ended.contains(store.files().get(dated.segment()).path())) {
                writer.append(dated.session(), dated.result(), dated.stamp());
            }
        }
        return kept;
    }

    /** Traces of a compaction that was killed; nobody else writes such names, and this holds the lock. */
    private static void removeUnfinished(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(Segments.SUFFIX + Segments.UNFINISHED)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Makes renaming last a power cut, before what was renamed is relied on. */
    private static void force(Path dir) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
