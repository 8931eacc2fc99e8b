package org.imprint.study.reproduce.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.AggregationKind;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.ranking.Standing;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;

/** The published figures of aggregations: k-means with k = 20, L2 everywhere, Euclidean distance, means over 48 groups. */
public enum PublishedAggregation {
    MAX("max", AggregationKind.MAX, 0, 2.57, 91.06),
    NEAREST("1-NN", AggregationKind.MNN, 1, 2.57, 91.06),
    NEAREST_3("3-NN", AggregationKind.MNN, 3, 4.85, 90.59),
    NEAREST_5("5-NN", AggregationKind.MNN, 5, 6.12, 90.12),
    NEAREST_20("20-NN", AggregationKind.MNN, 20, 9.10, 87.05);

    private final String title;
    private final AggregationKind method;
    private final int m;
    private final double rank;
    private final double accuracy;

    PublishedAggregation(String title, AggregationKind method, int m, double rank, double accuracy) {
        this.title = title;
        this.method = method;
        this.m = m;
        this.rank = rank;
        this.accuracy = accuracy;
    }

    private boolean is(Method configuration) {
        return configuration.aggregation().kind().equals(method)
                && configuration.aggregation().voters().orElse(0) == m;
    }

    /** Returns ours beside the published ones, the better weighting of each; empty if there is none of ours. */
    public static Optional<Table> table(Ranking ranking) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PublishedAggregation published : values()) {
            ranking.standings().stream()
                    .filter(s -> published.is(s.method()))
                    .findFirst()
                    .ifPresent(s -> rows.add(published.row(s)));
        }
        List<Column> columns = List.of(
                Column.words("aggregation", "aggregation"),
                Column.numbers("our rank", "our_rank"),
                Column.numbers("published rank", "published_rank"),
                Column.numbers("ours, %", "ours"),
                Column.numbers("published, %", "published"),
                Column.numbers("difference", "difference"),
                Column.numbers("groups", "groups"));
        String note =
                "k-means with k = 20, L2 everywhere, Euclidean distance; of each aggregation the better weighting."
                        + " Published: 48 groups. Ranks depend on what else is ranked.";
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "published-aggregations",
                        "Aggregations beside the published figures",
                        List.of(note),
                        columns,
                        rows));
    }

    private List<Cell> row(Standing ours) {
        return List.of(
                Cell.text(title),
                Cell.fixed(ours.rank().mean(), 2),
                Cell.fixed(rank, 2),
                Cell.fixed(ours.accuracy().mean(), 2),
                Cell.fixed(accuracy, 2),
                Cell.fixed(ours.accuracy().mean() - accuracy, 2),
                Cell.count(ours.accuracy().n()));
    }
}
