package org.imprint.core.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Recipe;

/**
 * What a recipe answers for each training row when its proxies are made anew from nine tenths of the rows, that row not among them: ten
 * folds, row i of all in fold i mod 10.
 *
 * <p>For recipes of which {@link LeaveOneOut} is an approximation ({@link LeaveOneOut.How#HELD}): there a row still has a part in where the others
 * are put, here in nothing. The classifier is one of fewer rows, and so a little worse than that of all. A class of one row keeps it, and the
 * row is not asked. Time that of making all proxies ten times. Rows are class by class in task order. Immutable.
 */
public final class FoldedAnswers {

    private static final int FOLDS = 10;

    private final FloatMatrix scores;
    private final int[] answers;
    private final int[] truth;

    private FoldedAnswers(FloatMatrix scores, int[] answers, int[] truth) {
        this.scores = scores;
        this.answers = answers;
        this.truth = truth;
    }

    /**
     * Asks each row.
     *
     * @param recipe one without {@linkplain LeaveOneOut#needsRefits refits}, whose GEN makes the proxies of each class alone
     * @param k of each class in the place of the recipe's; empty for the recipe's
     * @param run corrected semantics
     */
    public static FoldedAnswers of(Task task, Recipe recipe, Optional<int[]> k, Run run) {
        ProxyGenerator generator = recipe.generator();
        Checks.require(
                !LeaveOneOut.needsRefits(recipe) && generator instanceof ClassGenerator,
                "folds can be asked only where each class is generated alone",
                generator.wireName());
        IntFunction<ClassGenerator> ofClass = c -> (ClassGenerator)
                k.<ProxyGenerator>map(all -> generator.kind().of(all[c])).orElse(generator);
        int classes = task.size();
        int[] first = new int[classes + 1];
        for (int c = 0; c < classes; c++) {
            first[c + 1] = first[c] + task.get(c).size();
        }
        FloatMatrix[][] proxies = new FloatMatrix[FOLDS][classes];
        run.parallel().forEach(FOLDS * classes, i -> {
            int fold = i / classes;
            int c = i % classes;
            FloatMatrix rows = task.get(c).rows();
            FloatMatrix kept = rows.rows() == 1 ? rows : rows.select(places(first, c, fold, false));
            FloatMatrix seen = recipe.pre().beforeGeneration(kept, run.semantics());
            proxies[fold][c] = ofClass.apply(c).proxies(task.get(c).with(seen), run);
        });
        int n = first[classes];
        float[][] scores = new float[n][];
        int[] answers = new int[n];
        int[] truth = new int[n];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> asked = new ArrayList<>();
            List<FloatMatrix> queries = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                int[] places = task.get(c).size() == 1 ? new int[0] : places(first, c, fold, true);
                for (int place : places) {
                    asked.add(first[c] + place);
                    truth[first[c] + place] = c;
                }
                queries.add(task.get(c).rows().select(places));
            }
            if (asked.isEmpty()) {
                continue;
            }
            Head head = Head.of(
                    recipe.post().ofProxies(Arrays.asList(proxies[fold]), run.semantics()),
                    recipe.inf(),
                    recipe.aggregation(),
                    run.semantics(),
                    Optional.empty());
            ScoredAnswers scored = head.scored(FloatMatrix.concat(queries), run.parallel());
            for (int q = 0; q < asked.size(); q++) {
                scores[asked.get(q)] = scored.classScores().row(q);
                answers[asked.get(q)] = scored.answers().classIndex(q);
            }
        }
        int[] asked = IntStream.range(0, n).filter(i -> scores[i] != null).toArray();
        return new FoldedAnswers(
                FloatMatrix.ofRows(IntStream.of(asked).mapToObj(i -> scores[i]).toArray(float[][]::new)),
                IntStream.of(asked).map(i -> answers[i]).toArray(),
                IntStream.of(asked).map(i -> truth[i]).toArray());
    }

    /** Returns the rows of a class that are in a fold, or those that are not. */
    private static int[] places(int[] first, int c, int fold, boolean in) {
        return IntStream.range(0, first[c + 1] - first[c])
                .filter(i -> ((first[c] + i) % FOLDS == fold) == in)
                .toArray();
    }

    /** Returns the score of every class for each row that was asked, [n, C]; shared, not to be written to. */
    public FloatMatrix scores() {
        return scores;
    }

    /** Returns the class index answered for each row. */
    public int[] answers() {
        return answers.clone();
    }

    /** Returns the class index of each row. */
    public int[] truth() {
        return truth.clone();
    }
}
