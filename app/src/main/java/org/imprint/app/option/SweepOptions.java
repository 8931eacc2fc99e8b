package org.imprint.app.option;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.change.SweepChanges;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.CombinationFilter.Condition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is changed in a sweep file, and which of its combinations are taken; the same here and on a cluster. */
public final class SweepOptions {

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            description = "corrected or reference. Default: the sweep file's.")
    private Semantics semantics;

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
    private List<MergedDataSets> dataSets = List.of();

    @Mixin
    private MergeOption merge;

    @Mixin
    private RidgeOption ridges;

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUES",
            description = {
                "Take combinations with these values only, such as backbone=resnet18 or k=1,20.",
                "Repeatable: all must hold. Keys: backbone, dataset, remapping, task, generator, k, pre, post,",
                "inf, presampling, fewshot, aggregation, distance, weighting, m, seed."
            })
    private List<Condition> filters = List.of();

    /** Returns the changes that were asked for. */
    public SweepChanges changes() {
        return new SweepChanges(
                Optional.ofNullable(semantics),
                backbones,
                dataSets.stream().map(MergedDataSets::names).toList(),
                merge.merged(),
                new CombinationFilter(filters),
                ridges.rule());
    }

    /**
     * Returns the plan of what the options leave of a sweep.
     *
     * @param sweep the sweep with {@link #changes}
     * @param limit how many combinations at most
     * @throws ImprintException if nothing is left, saying what is there
     */
    public Plan plan(Sweep sweep, OptionalLong limit, DataShapes shapes) {
        CombinationFilter filter = changes().filter();
        Plan plan = Planner.plan(sweep, filter, limit, shapes);
        if (plan.combinations() == 0) {
            throw new ImprintException(EmptyFilter.sentence(filter, sweep));
        }
        return plan;
    }
}
