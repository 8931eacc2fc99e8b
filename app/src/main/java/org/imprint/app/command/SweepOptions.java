package org.imprint.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.CombinationFilter;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.SweepFile;
import picocli.CommandLine.Option;

/** Which combinations of a sweep file are taken, and under which semantics and λ. */
final class SweepOptions {

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            description = "corrected or reference. Default: the sweep file's.")
    private String semantics;

    @Option(
            names = "--lambda",
            paramLabel = "BACKBONE=VALUE",
            description = "Ridge λ of a backbone for least squares; before its file's and its card's. Repeatable.")
    private Map<String, Double> lambdas = new TreeMap<>();

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUES",
            description = {
                "Take combinations with these values only, such as backbone=resnet18 or k=1,20.",
                "Repeatable: all must hold. Keys: backbone, dataset, remapping, task, generator, k, pre, post,",
                "inf, presampling, fewshot, aggregation, distance, weighting, m, seed."
            })
    private List<String> filters = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Take the first N of these combinations only.")
    private Long limit;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Do part I of N, counted from 0; parts cover the plan and do not overlap.")
    private String shard;

    Sweep sweep(SweepFile file) {
        return semantics == null ? file.sweep() : file.sweep().with(Semantics.of(semantics));
    }

    Map<String, Double> lambdas() {
        return lambdas;
    }

    /** Returns the plan of what the options leave of a sweep. */
    Plan plan(Sweep sweep, DataShapes shapes) {
        OptionalLong first = OptionalLong.empty();
        if (limit != null) {
            Checks.require(limit >= 1, "--limit must be at least 1", limit);
            first = OptionalLong.of(limit);
        }
        requireBackbones(sweep);
        CombinationFilter filter = CombinationFilter.parse(filters);
        Plan plan = Planner.plan(sweep, filter, first, shapes);
        if (plan.combinations() == 0) {
            throw new IllegalArgumentException(EmptyFilter.sentence(filter, sweep));
        }
        return shard == null ? plan : shard(plan);
    }

    /** A λ that nobody asks for is a misspelt backbone, which would be run with another λ. */
    private void requireBackbones(Sweep sweep) {
        Set<String> backbones = sweep.grids().stream()
                .flatMap(grid -> grid.data().stream())
                .map(DataChoice::backbone)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String backbone : lambdas.keySet()) {
            Checks.require(
                    backbones.contains(backbone),
                    "--lambda must name a backbone of the sweep, " + String.join(", ", backbones),
                    "'" + backbone + "'");
        }
    }

    private Plan shard(Plan plan) {
        String[] parts = shard.split("/", -1);
        Checks.require(
                parts.length == 2 && parts[0].matches("[0-9]{1,6}") && parts[1].matches("[0-9]{1,6}"),
                "--shard must be I/N such as 0/4",
                "'" + shard + "'");
        return plan.shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Returns what was given, for the notes of a session. */
    String describe(Path sweepFile) {
        return sweepFile
                + (filters.isEmpty() ? "" : " " + String.join(" ", filters))
                + (shard == null ? "" : " " + shard);
    }
}
