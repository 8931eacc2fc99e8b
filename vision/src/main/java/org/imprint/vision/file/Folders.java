package org.imprint.vision.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
public final class Folders {

    private Folders() {}

    /**
     * Removes a file, or a folder with all that is in it; a link goes, what it points to stays. Does nothing if nothing is there.
     *
     * @throws IOException if something cannot be removed; what went before stays gone
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> insideFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            insideFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : insideFirst) {
            Files.deleteIfExists(path);
        }
    }
}
