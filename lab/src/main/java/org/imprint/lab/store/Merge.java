package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the segments of other stores into one.
 *
 * @param copied segments that were copied
 * @param present segments that were there already
 */
public record Merge(int copied, int present) {

    /**
     * Merges stores.
     *
     * @param into is made if it does not exist
     * @param others are not changed
     * @throws StoreException if settings contradict each other or a process still writes to one of the others; then nothing was copied
     */
    public static Merge of(Path into, List<Path> others) {
        try {
            List<Path> segments = new ArrayList<>();
            for (Path other : others) {
                try (ResultStore store = ResultStore.open(other)) {
                    for (SegmentStatus segment : store.segments()) {
                        if (segment.isAlive()) {
                            throw new StoreException(
                                    segment.file() + ": is being written; merge when its process has ended");
                        }
                        segments.add(segment.file());
                    }
                    ResultStore.openOrCreate(into, store.settings()).close();
                }
            }
            return StoreLock.under(into, () -> copy(into, segments));
        } catch (IOException e) {
            throw ResultStore.unreadable(into, e);
        }
    }

    private static Merge copy(Path into, List<Path> segments) throws IOException {
        int copied = 0;
        for (Path segment : segments) {
            Path target = into.resolve(segment.getFileName());
            if (Files.exists(target) && Files.mismatch(segment, target) == -1) {
                continue;
            }
            Path free = Files.exists(target) ? Segments.fresh(into) : target;
            Path unfinished = free.resolveSibling(free.getFileName() + Segments.UNFINISHED);
            Files.copy(segment, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, free, StandardCopyOption.ATOMIC_MOVE);
            copied++;
        }
        return new Merge(copied, segments.size() - copied);
    }
}
