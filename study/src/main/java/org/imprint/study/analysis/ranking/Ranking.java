package org.imprint.study.analysis.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.text.Digits;
import org.imprint.study.stats.Comparison;

/**
 * One table: configurations ranked over the groups that have all of them, and the statistics of the best of each value.
 *
 * @param slice what it is about
 * @param standings by rising mean rank, then falling mean accuracy; empty if no group has any
 * @param groups names of the groups ranked over
 * @param leftOutGroups groups left out for missing scores
 * @param leftOutConfigurations configurations left out for missing scores
 * @param missing pairs of group and configuration without a score, before anything was left out
 * @param comparison the best of each value as methods, groups as blocks; empty if there is nothing to compare, or too much
 * @param whyNoComparison one sentence if there is no comparison; empty text otherwise
 */
public record Ranking(
        Slice slice,
        List<Standing> standings,
        List<String> groups,
        List<LeftOut> leftOutGroups,
        List<LeftOut> leftOutConfigurations,
        long missing,
        Optional<Comparison> comparison,
        String whyNoComparison) {

    /** Copies the lists. */
    public Ranking {
        standings = List.copyOf(standings);
        groups = List.copyOf(groups);
        leftOutGroups = List.copyOf(leftOutGroups);
        leftOutConfigurations = List.copyOf(leftOutConfigurations);
    }

    /** Returns the best of each value, in order; the first is the best of all. */
    public List<Standing> best() {
        return standings.stream().filter(s -> s.mark() != Mark.NONE).toList();
    }

    /** Returns one sentence about n and what is missing. */
    public String coverage() {
        String ranked = standings.isEmpty()
                ? "No group has scores of these configurations."
                : Digits.count(standings.size(), "configuration") + " ranked in each of "
                        + Digits.count(groups.size(), "group") + ".";
        if (missing == 0) {
            return standings.isEmpty() ? ranked : ranked + " No score is missing.";
        }
        List<String> parts = new ArrayList<>();
        leftOut(leftOutGroups, "group").ifPresent(parts::add);
        leftOut(leftOutConfigurations, "configuration").ifPresent(parts::add);
        return ranked + " " + Digits.count(missing, "score") + (missing == 1 ? " is" : " are") + " missing; left out: "
                + String.join("; ", parts) + ".";
    }

    private static Optional<String> leftOut(List<LeftOut> all, String what) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        LeftOut first = all.get(0);
        return Optional.of(Digits.count(all.size(), what) + " (" + (all.size() == 1 ? "" : "such as ") + first.title()
                + ", which lacks " + first.lacking() + " of " + first.of() + ")");
    }
}
