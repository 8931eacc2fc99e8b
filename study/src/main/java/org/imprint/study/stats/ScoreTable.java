package org.imprint.study.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * Scores of methods on blocks, each cell found by the names of both.
 *
 * <p>A block is whatever was repeated for every method: a data set, a task, a backbone, or a combination of them. A cell may
 * be missing. The order of {@link Builder#add} calls matters to {@code reference} semantics only.
 */
public final class ScoreTable {

    private final Map<String, Map<String, Double>> scores;
    private final List<String> blocks;

    private ScoreTable(Map<String, Map<String, Double>> scores, List<String> blocks) {
        this.scores = scores;
        this.blocks = blocks;
    }

    /** Returns a builder of an empty table. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the methods in the order in which they first appeared. */
    public List<String> methods() {
        return List.copyOf(scores.keySet());
    }

    /** Returns the blocks in the order in which they first appeared, including those without any score. */
    public List<String> blocks() {
        return blocks;
    }

    /** Returns the score of {@code method} on {@code block}, or nothing if it is missing. */
    public OptionalDouble score(String method, String block) {
        return Optional.ofNullable(scores.get(method))
                .map(row -> row.get(block))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** Returns the blocks that {@code method} has a score on, in the order in which they were added to it. */
    List<String> rowOrder(String method) {
        return new ArrayList<>(scores.getOrDefault(method, Map.of()).keySet());
    }

    /** Collects cells; not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        private final Set<String> blocks = new LinkedHashSet<>();

        private Builder() {}

        /**
         * Adds a cell.
         *
         * @param score any finite number, or NaN for a run that gave none: such a cell is missing
         * @throws ImprintException if the cell has a score already, or the score is infinite
         */
        public Builder add(String method, String block, double score) {
            Checks.require(
                    !Double.isInfinite(score), "score of '" + method + "' on '" + block + "' must be finite", score);
            blocks.add(block);
            Map<String, Double> row = scores.computeIfAbsent(method, name -> new LinkedHashMap<>());
            if (Double.isNaN(score)) {
                return this;
            }
            // −0.0 becomes 0.0, which it equals as a number but not as a Double.
            Double before = row.putIfAbsent(block, score + 0.0);
            if (before != null) {
                throw new ImprintException("'" + method + "' must have one score on block '" + block + "', had "
                        + before + " when given " + score);
            }
            return this;
        }

        /**
         * Returns the table of the cells so far.
         *
         * @throws ImprintException if there are none
         */
        public ScoreTable build() {
            Checks.require(!scores.isEmpty(), "a score table needs at least one method", 0);
            Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
            scores.forEach((method, row) -> copy.put(method, Collections.unmodifiableMap(new LinkedHashMap<>(row))));
            return new ScoreTable(copy, List.copyOf(blocks));
        }
    }
}
