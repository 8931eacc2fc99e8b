package org.imprint.app.labelled;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.imprint.app.option.RidgeOption;
import org.imprint.core.Checks;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose several recipes for labelled embeddings, and the numbers that they need. */
public final class PresetList {

    @Option(
            names = "--recipes",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Recipes with commas, the first to compare with: qi, hosoda, janson, paper, oracle. Default: all of them.")
    private List<Preset> presets = List.of();

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "20",
            description = "Proxies per class, where a recipe has k. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Mixin
    private RidgeOption ridges;

    /** Checks what can be checked before anything is read. */
    public void check() {
        Checks.inRange("--k", k, 1, ProxyGenerator.MAX_K);
        Checks.require(
                new HashSet<>(presets).size() == presets.size(),
                "--recipes must be distinct",
                presets.stream().map(Preset::wireName).collect(Collectors.joining(",")));
        ridges.rule();
        if (!presets.isEmpty()) {
            ridges.requireTakenBy(presets);
        }
    }

    /** Returns k. */
    public int k() {
        return k;
    }

    /**
     * Returns the recipes that were named, else all but those whose λ nobody states, which is told.
     *
     * @param err who is told
     */
    public List<Preset> presets(LabelledEmbeddings embeddings, PrintWriter err) {
        ridges.rule().requireFor(List.of(embeddings.madeBy().backbone()));
        if (!presets.isEmpty()) {
            return presets;
        }
        boolean stated = embeddings.lambda(ridges.rule()).isPresent();
        if (!stated) {
            err.println("imprint: oracle is left out: its ridge λ is not known; --lambda gives it");
        }
        return Arrays.stream(Preset.values())
                .filter(p -> stated || !p.recipe(k).needsLambda())
                .toList();
    }

    /** Returns a recipe with k and λ put in. @throws org.imprint.vision.data.DataException if nobody says λ */
    public Recipe recipe(Preset preset, LabelledEmbeddings embeddings) {
        return embeddings.withLambda(preset.recipe(k), ridges.rule());
    }
}
