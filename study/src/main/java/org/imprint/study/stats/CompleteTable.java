package org.imprint.study.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.core.ImprintException;

/** A table without gaps: k rows (methods, or groups of identical ones) of n scores, columns in the order of {@link #blocks}. */
final class CompleteTable {

    private final ScoreTable source;
    private final List<List<String>> groups;
    private final List<String> blocks;
    private final double[][] scores;
    private final MissingReport missing;

    private CompleteTable(
            ScoreTable source,
            List<List<String>> groups,
            List<String> blocks,
            double[][] scores,
            MissingReport missing) {
        this.source = source;
        this.groups = groups;
        this.blocks = blocks;
        this.scores = scores;
        this.missing = missing;
    }

    static CompleteTable of(ScoreTable table, Missing policy) {
        List<MissingReport.Gap> gaps = new ArrayList<>();
        Set<String> blocks = new LinkedHashSet<>(table.blocks());
        Set<String> methods = new LinkedHashSet<>(table.methods());
        for (String block : table.blocks()) {
            List<String> lacking = table.methods().stream()
                    .filter(method -> table.score(method, block).isEmpty())
                    .toList();
            if (!lacking.isEmpty()) {
                gaps.add(new MissingReport.Gap(block, lacking));
            }
        }
        switch (policy) {
            case DROP_BLOCKS -> gaps.forEach(gap -> blocks.remove(gap.block()));
            case DROP_METHODS -> gaps.forEach(gap -> gap.methods().forEach(methods::remove));
            case REFUSE -> refuse(gaps);
        }
        MissingReport report = new MissingReport(
                gaps, without(table.methods(), methods), without(table.blocks(), blocks), blocks.size());
        List<String> columns = List.copyOf(blocks);
        double[][] scores = methods.stream()
                .map(method -> columns.stream()
                        .mapToDouble(block -> table.score(method, block).orElseThrow())
                        .toArray())
                .toArray(double[][]::new);
        return new CompleteTable(table, methods.stream().map(List::of).toList(), columns, scores, report);
    }

    private static void refuse(List<MissingReport.Gap> gaps) {
        if (!gaps.isEmpty()) {
            MissingReport.Gap first = gaps.get(0);
            throw new ImprintException("every method must have a score on every block, was missing on "
                    + gaps.size() + " blocks; first, " + first.block() + " lacks "
                    + String.join(", ", first.methods()));
        }
    }

    private static List<String> without(List<String> all, Set<String> kept) {
        return all.stream().filter(name -> !kept.contains(name)).toList();
    }

    /** Returns the table in which methods with equal scores on every block are one row; names of a group are sorted. */
    CompleteTable joined() {
        Map<List<Double>, List<String>> byScores = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            List<Double> row = Arrays.stream(scores[i]).boxed().toList();
            byScores.computeIfAbsent(row, r -> new ArrayList<>()).addAll(groups.get(i));
        }
        List<List<String>> joined = byScores.values().stream()
                .map(names -> names.stream().sorted().toList())
                .toList();
        double[][] rows = byScores.keySet().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        return new CompleteTable(source, joined, blocks, rows, missing);
    }

    /** Returns the same cells with each row in the order in which its scores were added: columns are not aligned by block. */
    double[][] inRowOrder() {
        Set<String> kept = new HashSet<>(blocks);
        return groups.stream()
                .map(group -> source.rowOrder(group.get(0)).stream()
                        .filter(kept::contains)
                        .mapToDouble(block -> source.score(group.get(0), block).orElseThrow())
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Returns k. */
    int size() {
        return scores.length;
    }

    List<List<String>> groups() {
        return groups;
    }

    List<String> blocks() {
        return blocks;
    }

    /** Returns the scores [k, n], not a copy. */
    double[][] scores() {
        return scores;
    }

    MissingReport missing() {
        return missing;
    }
}
