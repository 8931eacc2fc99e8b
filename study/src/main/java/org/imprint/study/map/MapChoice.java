package org.imprint.study.map;

import java.util.HashSet;
import java.util.List;
import org.imprint.core.Checks;

/**
 * Which embeddings a map shows.
 *
 * @param backbone their backbone
 * @param dataSets at least one, each once
 * @param split such as {@code test}
 * @param classes names or labels of the classes shown; empty for all
 * @param colour what tells points apart
 * @param limit points at most, ≥ 2
 * @param seed of the sample
 */
public record MapChoice(
        String backbone,
        List<String> dataSets,
        String split,
        List<String> classes,
        MapColour colour,
        int limit,
        long seed) {

    /** Most points of a map; t-SNE of more takes hours. */
    public static final int MOST = 100_000;

    /** Copies and checks. */
    public MapChoice {
        dataSets = List.copyOf(dataSets);
        classes = List.copyOf(classes);
        Checks.require(
                !dataSets.isEmpty() && new HashSet<>(dataSets).size() == dataSets.size(),
                "data sets of a map must be different",
                String.join("+", dataSets));
        Checks.inRange("limit", limit, 2, MOST);
    }
}
