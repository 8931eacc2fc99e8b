package org.imprint.lab.sweep.file;

import java.util.LinkedHashSet;
import java.util.Set;

/** Everything that is wrong with a file, in the order found; a problem of what several grids share is told once. */
final class Problems {

    private final Set<String> found = new LinkedHashSet<>();

    void add(String path, int line, String text) {
        found.add(path + " (line " + line + "): " + text);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws one exception that names them all, if there are any. */
    void throwIfAny(String file) {
        if (!found.isEmpty()) {
            throw new SweepException(file + " has " + found.size() + " problem(s):\n  " + String.join("\n  ", found));
        }
    }
}
