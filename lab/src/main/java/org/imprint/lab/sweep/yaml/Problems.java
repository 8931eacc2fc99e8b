package org.imprint.lab.sweep.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.SweepException;

/** Everything that is wrong with a file; a problem of what several grids share is told once. */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String path, int line, String text) {
        found.add(new Problem(line, path + " (line " + line + "): " + text));
    }

    /** Returns whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws one exception that names them all, line by line, if there are any. */
    public void throwIfAny(String file) {
        if (!found.isEmpty()) {
            throw new SweepException(found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::text)
                    .collect(Collectors.joining("\n  ", file + " has " + found.size() + " problem(s):\n  ", "")));
        }
    }

    private record Problem(int line, String text) {}
}
