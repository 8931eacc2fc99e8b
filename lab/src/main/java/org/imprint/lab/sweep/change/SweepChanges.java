package org.imprint.lab.sweep.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.vision.ridge.RidgeRule;

/**
 * What is changed in a sweep without editing its file, and which of its combinations are taken: the same wherever it runs, here or on
 * a cluster.
 *
 * @param semantics in place of the file's
 * @param backbones in place of the file's; empty keeps those
 * @param dataSets in place of the file's; empty keeps those; several names in one are merged
 * @param merged random tasks of d classes in one, in place of the file's remappings and tasks
 * @param filter which combinations are taken
 * @param ridges which λ least squares takes
 */
public record SweepChanges(
        Optional<Semantics> semantics,
        List<String> backbones,
        List<List<String>> dataSets,
        Optional<MergedClasses> merged,
        CombinationFilter filter,
        RidgeRule ridges) {

    /** Copies the lists. */
    public SweepChanges {
        backbones = List.copyOf(backbones);
        dataSets = dataSets.stream().map(List::copyOf).toList();
    }

    /** Returns no changes: all of a sweep, as its file has it. */
    public static SweepChanges none() {
        return new SweepChanges(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                CombinationFilter.everything(),
                RidgeRule.standard());
    }

    /**
     * Returns a sweep with the changes; combinations that the filter does not take are still in it.
     *
     * @param known asked for the classes of data sets if classes are merged
     * @throws ImprintException if classes cannot be merged, or a λ is given for a backbone that the changed sweep does not have
     */
    public Sweep to(Sweep sweep, KnownClasses known) {
        Sweep changed = semantics.map(sweep::with).orElse(sweep);
        if (!backbones.isEmpty() || !dataSets.isEmpty()) {
            changed = changed.on(backbones, dataSets);
        }
        ridges.requireFor(changed.backbones());
        return merged.isPresent() ? merged.get().in(changed, known) : changed;
    }

    /** Returns the options of {@code imprint run} that make these changes. */
    public List<String> options() {
        List<String> all = new ArrayList<>();
        semantics.ifPresent(s -> all.addAll(List.of("--semantics", s.wireName())));
        if (!backbones.isEmpty()) {
            all.addAll(List.of("--backbone", String.join(",", backbones)));
        }
        if (!dataSets.isEmpty()) {
            all.addAll(List.of(
                    "--data-set",
                    String.join(
                            ",", dataSets.stream().map(s -> String.join("+", s)).toList())));
        }
        merged.ifPresent(m -> all.addAll(List.of(
                "--merge-classes",
                m.inOne().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--draws",
                Integer.toString(m.draws()))));
        ridges.given().forEach(g -> all.addAll(List.of("--lambda", g.toString())));
        filter.conditions().forEach(c -> all.addAll(List.of("--filter", c.toString())));
        return all;
    }
}
