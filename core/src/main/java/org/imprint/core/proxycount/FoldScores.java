package org.imprint.core.proxycount;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Recipe;

/** The scores of all classes for the rows asked, by proxies made without their fold, for any choice of rungs. */
sealed interface FoldScores permits FoldScores.OfClasses, FoldScores.OfHeads {

    /** Returns the scores [n, C]. @param rungs that of each class */
    FloatMatrix scores(int[] rungs);

    /**
     * Returns the worth of each rung of class c, the others as they are.
     *
     * @param truth class of each row asked
     */
    Worth[] worths(int[] rungs, int c, int[] truth, Temperature t, Parallel parallel);

    /** Returns the scores of a recipe. @param proxies before NORMpost @param asked the rows of each fold */
    static FoldScores of(FoldProxies proxies, List<FloatMatrix> asked, Recipe recipe, Run run) {
        return recipe.aggregation() instanceof MaxInnerProduct
                ? OfClasses.of(proxies, asked, recipe, run)
                : new OfHeads(proxies, asked, recipe, run);
    }

    private static Head head(List<FloatMatrix> proxies, Recipe recipe, Run run) {
        return Head.of(
                recipe.post().ofProxies(proxies, run.semantics()),
                recipe.inf(),
                recipe.aggregation(),
                run.semantics(),
                Optional.empty());
    }

    /**
     * Where the score of a class depends on its own proxies alone, it is asked once for each rung.
     *
     * @param columns [n, C·L]: rung l of class c is column {@code first[c] + l}
     */
    record OfClasses(FloatMatrix columns, int[] first) implements FoldScores {

        private static final int TILE = 256;

        private static OfClasses of(FoldProxies proxies, List<FloatMatrix> asked, Recipe recipe, Run run) {
            int[] first = new int[proxies.classes()];
            for (int c = 1; c < first.length; c++) {
                first[c] = first[c - 1] + proxies.rungs(c - 1);
            }
            List<FloatMatrix> parts = IntStream.range(0, asked.size())
                    .mapToObj(f -> head(proxies.every(f), recipe, run).classScores(asked.get(f), run.parallel()))
                    .toList();
            return new OfClasses(FloatMatrix.concat(parts), first);
        }

        @Override
        public FloatMatrix scores(int[] rungs) {
            FloatMatrix scores = FloatMatrix.zeros(columns.rows(), first.length);
            for (int i = 0; i < scores.rows(); i++) {
                for (int c = 0; c < first.length; c++) {
                    scores.data()[scores.offset(i) + c] = columns.get(i, first[c] + rungs[c]);
                }
            }
            return scores;
        }

        @Override
        public Worth[] worths(int[] rungs, int c, int[] truth, Temperature t, Parallel parallel) {
            int n = columns.rows();
            int to = c + 1 < first.length ? first[c + 1] : columns.cols();
            Worth[] worths = IntStream.range(first[c], to)
                    .mapToObj(l -> new Worth(new double[n], new boolean[n]))
                    .toArray(Worth[]::new);
            parallel.forEachTile(n, TILE, (from, end) -> {
                for (int i = from; i < end; i++) {
                    fill(worths, i, rungs, c, truth[i], t.value());
                }
            });
            return worths;
        }

        /** The exponentials of the other classes are the same for all rungs of c. */
        private void fill(Worth[] worths, int i, int[] rungs, int c, int truth, double t) {
            int best = c;
            double most = Double.NEGATIVE_INFINITY; // of the others, of whom there may be none
            for (int k = 0; k < first.length; k++) {
                if (k != c && score(i, k, rungs[k]) > most) {
                    best = k;
                    most = score(i, k, rungs[k]);
                }
            }
            double others = 0;
            for (int k = 0; k < first.length; k++) {
                others += k == c ? 0 : Math.exp((score(i, k, rungs[k]) - most) / t);
            }
            for (int l = 0; l < worths.length; l++) {
                double own = score(i, c, l);
                double shift = Math.max(own, most);
                double sum = others * Math.exp((most - shift) / t) + Math.exp((own - shift) / t);
                double ofTruth = truth == c ? own : score(i, truth, rungs[truth]);
                worths[l].likelihoods()[i] = (ofTruth - shift) / t - Math.log(sum);
                worths[l].right()[i] = truth == (own > most || own == most && c < best ? c : best);
            }
        }

        private double score(int i, int c, int rung) {
            return columns.get(i, first[c] + rung);
        }
    }

    /** Where proxies of all classes vote together, each choice is a head of its own. */
    record OfHeads(FoldProxies proxies, List<FloatMatrix> asked, Recipe recipe, Run run) implements FoldScores {

        @Override
        public FloatMatrix scores(int[] rungs) {
            return FloatMatrix.concat(IntStream.range(0, asked.size())
                    .mapToObj(f -> head(proxies.of(f, rungs), recipe, run).classScores(asked.get(f), run.parallel()))
                    .toList());
        }

        @Override
        public Worth[] worths(int[] rungs, int c, int[] truth, Temperature t, Parallel parallel) {
            Worth[] worths = new Worth[proxies.rungs(c)];
            parallel.forEach(worths.length, l -> {
                int[] other = rungs.clone();
                other[c] = l;
                worths[l] = Worth.of(scores(other), truth, t);
            });
            return worths;
        }
    }
}
