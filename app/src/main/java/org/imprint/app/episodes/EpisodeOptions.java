package org.imprint.app.episodes;

import java.util.HashSet;
import java.util.List;
import org.imprint.app.option.RecipeOptions;
import org.imprint.core.Checks;
import org.imprint.core.data.Task;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.episode.Episodes;
import picocli.CommandLine.Option;

/** The shape and number of episodes. */
final class EpisodeOptions {

    private static final int WAYS = 5;

    @Option(
            names = "--ways",
            paramLabel = "N",
            description = "Classes of an episode that are learned, at least 2. Default: " + WAYS
                    + ", or all if there are fewer.")
    private Integer ways;

    @Option(
            names = "--shots",
            paramLabel = "K",
            split = ",",
            defaultValue = "1,5",
            description = "Images of each that are learned; several with commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> shots;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "" + EpisodeShape.QUERIES,
            description = "Images of each class that are asked. Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(
            names = "--unknown-ways",
            paramLabel = "N",
            description =
                    "Classes of an episode that are asked and not learned. Default: as many as are learned, or what is left.")
    private Integer unknownWays;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "" + Episodes.TASKS,
            description = "Episodes. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = RecipeOptions.DEFAULT_SEED,
            description = "Seed of draws and recipes, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Checks what can be checked before anything is read. */
    void check() {
        Checks.inRange("--tasks", tasks, 2, EpisodeShape.MOST);
        Checks.inRange("--queries", queries, 1, EpisodeShape.MOST);
        shots.forEach(k -> Checks.inRange("--shots", k, 1, EpisodeShape.MOST));
        Checks.require(new HashSet<>(shots).size() == shots.size(), "--shots must be distinct", shots);
        if (ways != null) {
            Checks.inRange("--ways", ways, 2, EpisodeShape.MOST);
        }
        if (unknownWays != null) {
            Checks.inRange("--unknown-ways", unknownWays, 0, EpisodeShape.MOST);
        }
    }

    List<Integer> shots() {
        return shots;
    }

    int tasks() {
        return tasks;
    }

    long seed() {
        return seed;
    }

    /** Returns the shape with so many shots for a task. */
    EpisodeShape shape(int k, Task task) {
        int known = ways == null ? Math.min(WAYS, task.size()) : ways;
        int unknown = unknownWays == null ? Math.max(0, Math.min(known, task.size() - known)) : unknownWays;
        return new EpisodeShape(known, k, queries, unknown);
    }
}
