package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.lab.result.Settings;
import org.imprint.vision.file.AtomicFile;

/**
 * Copies the segments of stores into another, which then holds the outcomes of all.
 *
 * <p>Segments only ever grow, so copying again takes those that have grown and no others; what a process has half written is
 * dropped by readers, and there whole the next time.
 */
public final class StoreMerge {

    private StoreMerge() {}

    /**
     * Returns whether a folder holds a result store.
     *
     * @throws StoreException if it cannot be read
     */
    public static boolean isStore(Path folder) {
        try {
            return Files.isDirectory(folder) && Segments.isStore(folder);
        } catch (IOException e) {
            throw ResultStore.unreadable(folder, e);
        }
    }

    /**
     * Copies what a store lacks of others; nothing is copied unless all settings agree.
     *
     * @param target the store; made if it does not exist
     * @param sources stores that exist
     * @return how many segments were copied, those that had grown included
     * @throws StoreException if a source is none, if results were made under settings that contradict each other, or if files cannot
     *     be copied
     */
    public static int into(Path target, List<Path> sources) {
        ResultStore.openOrCreate(target, together(target, sources)).close();
        try {
            return StoreLock.under(target, () -> copyAll(target, sources));
        } catch (IOException e) {
            throw new StoreException(target + ": cannot take other stores in: " + e.getMessage(), e);
        }
    }

    /** Returns the settings of all; changes nothing, so that a store that does not fit leaves no trace in the target. */
    private static Settings together(Path target, List<Path> sources) {
        List<Path> stores = new ArrayList<>(isStore(target) ? List.of(target) : List.of());
        stores.addAll(sources);
        Checks.require(!stores.isEmpty(), "sources must be at least one store", 0);
        Settings all = settings(stores.get(0));
        for (Path store : stores.subList(1, stores.size())) {
            Settings more = settings(store);
            List<String> conflicts = all.conflicts(more);
            if (!conflicts.isEmpty()) {
                throw new StoreException(store + ": holds results of other settings than " + stores.get(0) + ": "
                        + String.join("; ", conflicts) + ". Name another store for these");
            }
            all = all.and(more);
        }
        return all;
    }

    private static Settings settings(Path store) {
        try (ResultStore opened = ResultStore.open(store)) {
            return opened.settings();
        }
    }

    private static int copyAll(Path target, List<Path> sources) throws IOException {
        int copied = 0;
        for (Path source : sources) {
            for (Path segment : Segments.list(source)) {
                copied += copy(segment, target.resolve(segment.getFileName())) ? 1 : 0;
            }
        }
        return copied;
    }

    private static boolean copy(Path from, Path same) throws IOException {
        // Asked before the copy: a writer gives its lock up after it has written the end.
        boolean isOpen = SegmentLock.isThere(from);
        Path to = same;
        if (Files.exists(same)) {
            long different = Files.mismatch(from, same);
            if (different == -1 || different == Files.size(from)) {
                return false;
            }
            to = different == Files.size(same) ? same : Segments.fresh(same.getParent());
        }
        Path target = to;
        AtomicFile.write(target, temporary -> {
            Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
            if (isOpen) {
                SegmentLock.leaveTrace(target);
            }
        });
        return true;
    }
}
