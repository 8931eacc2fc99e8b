package org.imprint.core.episode;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.Task;
import org.imprint.core.text.Digits;

/**
 * The shape of an N-way K-shot episode.
 *
 * @param ways N, classes that are learned, ≥ 2
 * @param shots K, rows that each of them is learned from, ≥ 1
 * @param queries rows of each class that are asked, ≥ 1
 * @param unknownWays classes that are asked and not learned, ≥ 0; 5 beside 5 ways are usual
 */
public record EpisodeShape(int ways, int shots, int queries, int unknownWays) {

    /** Queries of each class in the field's protocol. */
    public static final int QUERIES = 15;

    /** Largest number of anything in an episode. */
    public static final int MOST = 1_000_000;

    /** Checks the ranges. */
    public EpisodeShape {
        Checks.inRange("episode.ways", ways, 2, MOST);
        Checks.inRange("episode.shots", shots, 1, MOST);
        Checks.inRange("episode.queries", queries, 1, MOST);
        Checks.inRange("episode.unknown_ways", unknownWays, 0, MOST);
    }

    /** Returns the shape with other shots. */
    public EpisodeShape withShots(int other) {
        return new EpisodeShape(ways, other, queries, unknownWays);
    }

    /**
     * Throws unless every choice of classes of a task can be drawn.
     *
     * @param names of the classes, in task order
     * @throws ImprintException if classes are too few, or one has too few rows: that with fewest, by name, and what would be legal
     */
    public void requireFit(Task task, List<String> names) {
        int classes = task.size();
        Checks.inRange("ways, with " + classes + " classes,", ways, 2, classes);
        Checks.inRange(
                "unknown ways, with " + classes + " classes of which " + ways + " are learned,",
                unknownWays,
                0,
                classes - ways);
        int smallest = 0;
        for (int c = 1; c < classes; c++) {
            smallest = task.get(c).size() < task.get(smallest).size() ? c : smallest;
        }
        int rows = task.get(smallest).size();
        if (rows < shots + queries) {
            throw new ImprintException("class " + names.get(smallest) + " must have at least " + (shots + queries)
                    + " examples for " + Digits.count(shots, "shot") + " and " + queries(queries) + ", was " + rows
                    + "; "
                    + remedy(rows));
        }
    }

    private String remedy(int rows) {
        if (rows < 2) {
            return "no episode has a class of so few";
        }
        String of = "with " + Digits.count(shots, "shot") + ", queries must be in [1, " + (rows - shots) + "]";
        String fewer = "with " + queries(queries) + ", shots must be in [1, " + (rows - queries) + "]";
        if (shots < rows && queries < rows) {
            return of + "; " + fewer;
        }
        if (queries < rows) {
            return fewer;
        }
        return shots < rows ? of : "shots and queries together must be in [2, " + rows + "]";
    }

    private static String queries(int n) {
        return n == 1 ? "1 query" : Digits.count(n) + " queries";
    }
}
