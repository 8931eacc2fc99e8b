package org.imprint.cluster.manifest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imprint.cluster.work.ClusterNames;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.change.SweepChanges;

/**
 * What the jobs of a sweep do.
 *
 * @param fileName name of the sweep file
 * @param content its text
 * @param changes what is changed in it, and which of its combinations
 */
public record SweepWork(String fileName, String content, SweepChanges changes) {

    /** What one configuration object can hold, below the 1 MiB of all that the cluster stores with it. */
    private static final int MOST_BYTES = 900_000;

    /** Checks the size. */
    public SweepWork {
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        Checks.require(
                bytes <= MOST_BYTES,
                fileName + ": a cluster takes sweep files of at most " + MOST_BYTES + " bytes",
                bytes);
    }

    /** Returns the work of a sweep file as a whole. */
    public static SweepWork all(Path file, String content) {
        return new SweepWork(file.getFileName().toString(), content, SweepChanges.none());
    }

    /** Returns the name of the sweep on the cluster, of which each different work has its own. */
    public String name() {
        return ClusterNames.sweep(fileName, content + "\n" + String.join("\n", changes.options()));
    }

    /** Returns the key of the sweep file in its configuration object. */
    String key() {
        return fileName.replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
