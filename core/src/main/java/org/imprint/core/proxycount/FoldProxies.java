package org.imprint.core.proxycount;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Recipe;

/** Proxies before NORMpost, made without each fold, for every rung of every class. */
final class FoldProxies {

    /** By fold, class and rung. */
    private final FloatMatrix[][][] made;

    private FoldProxies(FloatMatrix[][][] made) {
        this.made = made;
    }

    /**
     * Makes them.
     *
     * @param labels of the classes, which draws hang on
     * @param ladders the rungs of each class, ascending
     */
    static FoldProxies of(FoldedRows rows, int[] labels, int[][] ladders, Recipe recipe, Run run) {
        int classes = rows.classes();
        FloatMatrix[][][] made = new FloatMatrix[FoldedRows.FOLDS][classes][];
        run.parallel().forEach(FoldedRows.FOLDS * classes, i -> {
            int f = i / classes;
            int c = i % classes;
            FloatMatrix seen = recipe.pre().beforeGeneration(rows.without(c, f), run.semantics());
            made[f][c] = ofLadder(new ClassRows(labels[c], seen), ladders[c], recipe.generator(), run);
        });
        return new FoldProxies(made);
    }

    private static FloatMatrix[] ofLadder(ClassRows rows, int[] ladder, ProxyGenerator generator, Run run) {
        int most = ladder[ladder.length - 1];
        if (generator.kind().has(GeneratorFact.HAS_PREFIXES) && most <= rows.size()) {
            FloatMatrix all = proxies(rows, most, generator, run);
            return Arrays.stream(ladder).mapToObj(k -> all.rows(0, k)).toArray(FloatMatrix[]::new);
        }
        return Arrays.stream(ladder)
                .mapToObj(k -> proxies(rows, k, generator, run))
                .toArray(FloatMatrix[]::new);
    }

    private static FloatMatrix proxies(ClassRows rows, int k, ProxyGenerator generator, Run run) {
        return ((ClassGenerator) generator.kind().of(k)).proxies(rows, run);
    }

    int classes() {
        return made[0].length;
    }

    /** Returns how many rungs a class has. */
    int rungs(int c) {
        return made[0][c].length;
    }

    /** Returns the proxies without a fold, one matrix for each rung of each class, class by class. */
    List<FloatMatrix> every(int fold) {
        List<FloatMatrix> all = new ArrayList<>();
        for (FloatMatrix[] ofClass : made[fold]) {
            all.addAll(Arrays.asList(ofClass));
        }
        return all;
    }

    /** Returns the proxies without a fold, one matrix for each class. */
    List<FloatMatrix> of(int fold, int[] rungs) {
        return IntStream.range(0, classes())
                .mapToObj(c -> made[fold][c][rungs[c]])
                .toList();
    }
}
