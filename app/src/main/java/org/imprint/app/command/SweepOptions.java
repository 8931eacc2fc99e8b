package org.imprint.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.imprint.app.RidgeValues;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.CombinationFilter;
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
            names = "--backbone",
            paramLabel = "NAME",
            split = ",",
            description = "Backbones in place of the sweep file's; several with commas.")
    private List<String> backbones = List.of();

    @Option(
            names = "--data-set",
            paramLabel = "NAME[+NAME…]",
            split = ",",
            description = "Data sets in place of the sweep file's; several with commas, + merges.")
    private List<String> dataSets = List.of();

    @Option(
            names = "--lambda",
            paramLabel = "[BACKBONE=]VALUE",
            description = {
                "Ridge λ of least squares, of one backbone or of all; before the file's and the card's. Repeatable.",
                RidgeValues.HOW_TO_CHOOSE
            })
    private List<String> lambdas = List.of();

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
        Sweep sweep = semantics == null ? file.sweep() : file.sweep().with(Semantics.of(semantics));
        return backbones.isEmpty() && dataSets.isEmpty()
                ? sweep
                : sweep.on(
                        backbones,
                        dataSets.stream().map(s -> List.of(s.split("\\+", -1))).toList());
    }

    /** Returns the λ given, by backbone of the sweep. */
    Map<String, Double> lambdas(Sweep sweep) {
        return RidgeValues.of(lambdas, sweep);
    }

    /** Returns the plan of what the options leave of a sweep. */
    Plan plan(Sweep sweep, DataShapes shapes) {
        OptionalLong first = OptionalLong.empty();
        if (limit != null) {
            Checks.require(limit >= 1, "--limit must be at least 1", limit);
            first = OptionalLong.of(limit);
        }
        lambdas(sweep);
        CombinationFilter filter = CombinationFilter.parse(filters);
        Plan plan = Planner.plan(sweep, filter, first, shapes);
        if (plan.combinations() == 0) {
            throw new IllegalArgumentException(EmptyFilter.sentence(filter, sweep));
        }
        return shard == null ? plan : shard(plan);
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
                + (backbones.isEmpty() ? "" : " --backbone " + String.join(",", backbones))
                + (dataSets.isEmpty() ? "" : " --data-set " + String.join(",", dataSets))
                + (filters.isEmpty() ? "" : " " + String.join(" ", filters))
                + (shard == null ? "" : " " + shard);
    }
}
