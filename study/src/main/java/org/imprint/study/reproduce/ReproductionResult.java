package org.imprint.study.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.study.reproduce.page.RecipeRow;
import org.imprint.study.reproduce.section.SectionOutcome;

/**
 * What a reproduction made.
 *
 * @param data what the embeddings are, in a sentence
 * @param quick whether they stand in for the paper's
 * @param outcomes one for each section
 * @param recipes the published README's table with ours
 * @param failures what could not be had or done besides, a sentence each
 * @param page the page with everything; empty if nothing could be run
 * @param seconds time of all
 */
public record ReproductionResult(
        String data,
        boolean quick,
        List<SectionOutcome> outcomes,
        List<RecipeRow> recipes,
        List<String> failures,
        Optional<Path> page,
        double seconds) {

    /** Copies the lists. */
    public ReproductionResult {
        outcomes = List.copyOf(outcomes);
        recipes = List.copyOf(recipes);
        failures = List.copyOf(failures);
    }

    /** Returns whether everything was done. */
    public boolean complete() {
        return failures.isEmpty() && outcomes.stream().allMatch(SectionOutcome::complete);
    }
}
