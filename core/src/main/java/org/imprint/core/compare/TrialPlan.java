package org.imprint.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.head.Queries;
import org.imprint.core.head.SharedHead;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/** What is done once for several recipes, in which order. */
final class TrialPlan {

    private final List<Recipe> recipes;
    private final Run run;
    private final List<Generation> generations;

    TrialPlan(List<Recipe> recipes, long seed, Parallel parallel) {
        this.recipes = List.copyOf(recipes);
        this.run = Run.of(Semantics.CORRECTED, seed, parallel);
        Map<Rows, List<Generation>> perRows = new LinkedHashMap<>();
        for (int r = 0; r < recipes.size(); r++) {
            add(perRows.computeIfAbsent(Rows.of(recipes.get(r)), rows -> new ArrayList<>()), r);
        }
        // the longest first, so that no thread is left with it at the end
        this.generations = perRows.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(Generation::effort).reversed())
                .toList();
    }

    private void add(List<Generation> ofRows, int r) {
        Recipe recipe = recipes.get(r);
        Optional<Generation> alike = ofRows.stream()
                .filter(g -> g.recipe().generator().equals(recipe.generator()))
                .findFirst();
        if (alike.isPresent()) {
            alike.get().add(r, recipe);
        } else {
            Rows rows = ofRows.isEmpty() ? Rows.of(recipe) : ofRows.get(0).rows();
            Generation generation = new Generation(rows, recipe, new LinkedHashMap<>());
            generation.add(r, recipe);
            ofRows.add(generation);
        }
    }

    /** The training rows as generators see them. */
    private record Rows(RowNormalization pre, Presampling presampling) {
        static Rows of(Recipe recipe) {
            return new Rows(recipe.pre(), recipe.presampling());
        }
    }

    /** One set of proxies, and which recipes it is for: NORMpost, then NORMinf, then places of recipes. */
    private record Generation(
            Rows rows, Recipe recipe, Map<Normalization, Map<RowNormalization, List<Integer>>> heads) {

        void add(int r, Recipe of) {
            heads.computeIfAbsent(of.post(), post -> new LinkedHashMap<>())
                    .computeIfAbsent(of.inf(), inf -> new ArrayList<>())
                    .add(r);
        }

        double effort() {
            ProxyGenerator generator = recipe.generator();
            return recipe.needsLambda() ? Double.MAX_VALUE : generator.k();
        }
    }

    /**
     * Returns what each recipe answers.
     *
     * @param training usable rows
     * @param queries raw rows [n, d]
     * @return n class indices for each recipe, in their order
     */
    List<int[]> answers(Task training, FloatMatrix queries) {
        int[][] answers = new int[recipes.size()][];
        Map<Rows, Moments> moments = new HashMap<>();
        Map<RowNormalization, Queries> seen = new HashMap<>();
        generations.forEach(g -> moments.computeIfAbsent(g.rows(), rows -> new Moments()));
        recipes.stream()
                .map(Recipe::inf)
                .distinct()
                .forEach(inf -> seen.put(inf, Queries.of(queries, inf, Optional.of(training))));
        run.parallel().forEach(generations.size(), i -> {
            Generation g = generations.get(i);
            List<FloatMatrix> proxies = Imprinter.proxies(training, g.recipe(), run, moments.get(g.rows()));
            g.heads().forEach((post, byInf) -> {
                SharedHead head = SharedHead.of(post.ofProxies(proxies, run.semantics()), run.semantics());
                byInf.forEach((inf, places) -> answer(head, seen.get(inf), places, answers));
            });
        });
        return Arrays.asList(answers);
    }

    private void answer(SharedHead head, Queries queries, List<Integer> places, int[][] answers) {
        List<Aggregation> asked =
                places.stream().map(r -> recipes.get(r).aggregation()).toList();
        List<int[]> found = head.answers(asked, queries, run.parallel());
        IntStream.range(0, places.size()).forEach(a -> answers[places.get(a)] = found.get(a));
    }
}
