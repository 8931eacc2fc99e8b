package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The files of a store's folder, by their names. */
final class Segments {

    static final String SUFFIX = ".seg";

    /** Files that are being written and are renamed when whole. */
    static final String UNFINISHED = ".tmp";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private Segments() {}

    /** Returns the segments in the order of their names, which begin with the time they were begun. */
    static List<Path> list(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(f))
                    .sorted()
                    .toList();
        }
    }

    /** Folder of what writers keep beside the results: claims on work, remembered digests. */
    static final String WORK = "run";

    /** Returns files that are no part of a store, hidden ones aside. */
    static List<Path> foreign(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(f -> isForeign(f.getFileName().toString()) || isOtherSegment(f))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isForeign(String name) {
        return !name.startsWith(".")
                && !name.endsWith(SUFFIX)
                && !name.endsWith(SUFFIX + UNFINISHED)
                && !SegmentLock.isName(name)
                && !name.equals(StoreLock.NAME)
                && !name.startsWith(SettingsFile.NAME)
                && !name.equals(WORK);
    }

    /** Bears the name of a segment and is a folder, say. */
    private static boolean isOtherSegment(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && Files.exists(file) && !Files.isRegularFile(file);
    }

    static boolean isStore(Path folder) throws IOException {
        return Files.exists(folder.resolve(SettingsFile.NAME)) || !list(folder).isEmpty();
    }

    /** Returns a name that no other process uses. */
    static Path fresh(Path store) {
        String name = TIME.format(Instant.now()) + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return store.resolve(name + SUFFIX);
    }
}
