package org.imprint.vision.dataset.reader;

import java.nio.file.Path;
import java.util.List;

/** Names made of file names. */
public final class Naming {

    private static final List<String> ENDINGS = List.of(".gz", ".bz2", ".mat", ".bin", ".pt", ".tar");

    private Naming() {}

    /** Returns a file's name without its folder and without endings that say how it is packed. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                name = name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }
}
