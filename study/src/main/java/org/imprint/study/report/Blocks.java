package org.imprint.study.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The compressed blocks of a page by name. What is small is read at once, runs with their steps and F1 of classes group by group on demand. */
final class Blocks {

    /** Characters that steps of continual tasks and F1 of classes may take in all; F1 gets what steps leave. */
    static final long MOST_DETAILS = 6_500_000;

    /** Where the figures of an equal run are: with it, with the other run, or the other run is not done. */
    private static final int OWN = 0;

    private static final int ELSEWHERE = 1;
    private static final int NOWHERE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunTable table;
    private final Map<String, String> blocks = new LinkedHashMap<>();
    private boolean classScores = true;
    private boolean steps = true;

    Blocks(RunTable table) {
        this.table = table;
    }

    Map<String, String> byName() {
        return blocks;
    }

    boolean hasClassScores() {
        return classScores;
    }

    boolean hasSteps() {
        return steps;
    }

    void addJson(String name, Object facts) {
        try {
            blocks.put(name, Columns.text(JSON.writeValueAsString(facts)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are always JSON", e);
        }
    }

    void addCells(List<MedianCell> cells) {
        blocks.put(
                "cells",
                new Columns()
                        .add(cells, MedianCell::group)
                        .add(cells, MedianCell::method)
                        .add(cells, MedianCell::twice)
                        .add(cells, MedianCell::samples)
                        .add(cells, MedianCell::scored)
                        .add(cells, MedianCell::failed)
                        .add(cells, MedianCell::generation)
                        .text());
    }

    void addFailures() {
        List<CompactRun> failed =
                table.runs().stream().filter(r -> r.status == CompactRun.FAILED).toList();
        blocks.put(
                "failures",
                new Columns()
                        .add(failed, r -> r.reason)
                        .add(failed, r -> r.group)
                        .add(failed, r -> r.method)
                        .add(failed, r -> r.seed)
                        .text());
    }

    /** Adds the runs of each group, and their steps and F1 of classes unless these would take more than a limit. */
    void addRuns(long mostDetails) {
        Map<String, String> stepBlocks = new LinkedHashMap<>();
        Map<String, String> f1 = new LinkedHashMap<>();
        List<List<CompactRun>> byGroup = table.runsByGroup();
        for (int g = 0; g < byGroup.size(); g++) {
            List<CompactRun> runs = byGroup.get(g);
            List<CompactRun> own = runs.stream().filter(table::hasOwnFigures).toList();
            blocks.put("runs-" + g, runs(runs, own));
            f1.put("f1-" + g, classScores(own));
            if (own.stream().anyMatch(r -> r.steps.length > 0)) {
                stepBlocks.put("steps-" + g, steps(own));
            }
        }
        steps = length(stepBlocks) <= mostDetails;
        classScores = length(f1) <= mostDetails - (steps ? length(stepBlocks) : 0);
        if (steps) {
            blocks.putAll(stepBlocks);
        }
        if (classScores) {
            blocks.putAll(f1);
        }
    }

    private static long length(Map<String, String> texts) {
        return texts.values().stream().mapToLong(String::length).sum();
    }

    private String runs(List<CompactRun> runs, List<CompactRun> own) {
        List<CompactRun> equal =
                runs.stream().filter(r -> r.status == CompactRun.EQUAL).toList();
        List<CompactRun> failed =
                runs.stream().filter(r -> r.status == CompactRun.FAILED).toList();
        return new Columns()
                .add(runs, r -> r.method)
                .add(runs, r -> r.seed)
                .add(runs, r -> r.status)
                .add(equal, r -> r.reason)
                .add(equal, r -> r.otherGroup)
                .add(equal, r -> r.otherMethod)
                .add(equal, r -> r.otherSeed)
                .add(equal, r -> table.hasOwnFigures(r) ? OWN : r.scored ? ELSEWHERE : NOWHERE)
                .add(failed, r -> r.reason)
                .add(own, r -> r.correct)
                .add(own, r -> r.samples)
                .add(own, r -> r.weightedF1 - r.accuracyCode())
                .add(own, r -> r.generation)
                .add(own, r -> r.scoring)
                .text();
    }

    private static String classScores(List<CompactRun> own) {
        return ragged(own, r -> r.classF1.length, (r, c) -> r.classF1[c]);
    }

    private static String steps(List<CompactRun> own) {
        return ragged(own, r -> r.steps.length, (r, i) -> r.steps[i]);
    }

    /** Returns how many values each run has, then a column for each place of the runs that have one there. */
    private static String ragged(
            List<CompactRun> own, ToIntFunction<CompactRun> length, ToIntBiFunction<CompactRun, Integer> value) {
        Columns columns = new Columns().add(own, length);
        int most = own.stream().mapToInt(length).max().orElse(0);
        IntStream.range(0, most)
                .forEach(i -> columns.add(
                        own.stream().filter(r -> length.applyAsInt(r) > i).toList(), r -> value.applyAsInt(r, i)));
        return columns.text();
    }
}
