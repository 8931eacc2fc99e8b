package org.imprint.study.reproduce.page;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.Analysis;

/**
 * A recipe of the published README's table, with ours beside it.
 *
 * @param recipe which
 * @param groups from how many groups ours comes; 0 if there is none
 * @param ours mean accuracy over them of medians over the seeds, in per cent; NaN if there is none
 */
public record RecipeRow(Preset recipe, int groups, double ours) {

    /** Returns the rows of all recipes. */
    public static List<RecipeRow> of(Analysis analysis) {
        return Arrays.stream(Preset.values())
                .map(recipe -> {
                    SortedMap<Integer, Double> byGroup = analysis.curves().overGroups(Method.of(recipe.published()));
                    double mean = byGroup.values().stream()
                            .mapToDouble(a -> a)
                            .average()
                            .orElse(Double.NaN);
                    return new RecipeRow(recipe, byGroup.size(), mean);
                })
                .toList();
    }

    /** Returns ours less the published accuracy, in per cent; NaN if there is none of ours. */
    public double difference() {
        return ours - recipe.publishedAccuracy();
    }
}
