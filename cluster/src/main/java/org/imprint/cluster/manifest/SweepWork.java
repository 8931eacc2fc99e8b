package org.imprint.cluster.manifest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imprint.cluster.work.ClusterNames;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.CombinationFilter;

/**
 * What the jobs of a sweep do.
 *
 * @param fileName name of the sweep file
 * @param content its text
 * @param filter which of its combinations
 * @param semantics in place of the file's
 * @param lambdas ridge λ by backbone, where it was given
 */
public record SweepWork(
        String fileName,
        String content,
        CombinationFilter filter,
        Optional<Semantics> semantics,
        Map<String, Double> lambdas) {

    /** What one configuration object can hold, below the 1 MiB of all that the cluster stores with it. */
    private static final int MOST_BYTES = 900_000;

    /** Checks the size, copies the map. */
    public SweepWork {
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        Checks.require(
                bytes <= MOST_BYTES,
                fileName + ": a cluster takes sweep files of at most " + MOST_BYTES + " bytes",
                bytes);
        lambdas = Map.copyOf(lambdas);
    }

    /** Returns the work of a sweep file as a whole. */
    public static SweepWork all(Path file, String content) {
        return new SweepWork(
                file.getFileName().toString(), content, CombinationFilter.everything(), Optional.empty(), Map.of());
    }

    /** Returns the name of the sweep on the cluster, of which each different work has its own. */
    public String name() {
        return ClusterNames.sweep(fileName, content + "\n" + String.join("\n", choices()));
    }

    /** Returns the key of the sweep file in its configuration object. */
    String key() {
        return fileName.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** Returns the arguments that choose this work of the sweep file. */
    List<String> choices() {
        List<String> all = new ArrayList<>();
        semantics.ifPresent(s -> all.addAll(List.of("--semantics", s.wireName())));
        new TreeMap<>(lambdas).forEach((b, l) -> all.addAll(List.of("--lambda", b + "=" + l)));
        filter.conditions().forEach(c -> all.addAll(List.of("--filter", c.toString())));
        return all;
    }
}
