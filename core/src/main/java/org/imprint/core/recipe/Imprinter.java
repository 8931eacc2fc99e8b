package org.imprint.core.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.JointGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;

/**
 * Carries out a recipe: from the training embeddings of a task to a head that answers.
 *
 * <p>Class by class in task order: NORMpre, presampling, GEN; then NORMpost over all. Generators that need all classes get
 * them after every class was presampled. The order matters in reference semantics, where all share one random stream.
 */
public final class Imprinter {

    private Imprinter() {}

    /**
     * Imprints a task.
     *
     * @param task raw embeddings, C ≥ 1 classes of at least one row; not written to
     * @param run semantics, seed and threads; its random streams are used up
     * @return a head of C classes
     * @throws ImprintException in corrected semantics if an embedding is not finite, or zero where its length is
     *     divided by, naming class and row
     */
    public static Head imprint(Task task, Recipe recipe, Run run) {
        List<FloatMatrix> proxies = recipe.post().ofProxies(proxies(task, recipe, run), run.semantics());
        return Head.of(proxies, recipe.inf(), recipe.aggregation(), run.semantics(), Optional.of(task));
    }

    /**
     * Returns the proxies of a task before NORMpost: one matrix [k_c, d] per class, in task order.
     *
     * @throws ImprintException as {@link #imprint}
     */
    public static List<FloatMatrix> proxies(Task task, Recipe recipe, Run run) {
        return proxies(task, recipe, run, new Moments());
    }

    /**
     * Returns {@link #proxies(Task, Recipe, Run)}, for less where least squares was solved over the same rows before.
     *
     * @param moments of this task under this NORMpre and presampling; other generators leave them alone
     * @throws ImprintException as {@link #imprint}
     */
    public static List<FloatMatrix> proxies(Task task, Recipe recipe, Run run, Moments moments) {
        if (!run.semantics().isReference()) {
            requireUsable(task, recipe.pre());
        }
        ProxyGenerator generator = recipe.generator();
        if (generator instanceof JointGenerator joint) {
            return joint.proxies(task.map(c -> seen(c, recipe, run)), run, moments);
        }
        if (!(generator instanceof ClassGenerator perClass)) {
            throw new ImprintException("the code of the generator " + generator.wireName()
                    + " is not at hand; is its jar on the class path?");
        }
        List<FloatMatrix> proxies = new ArrayList<>();
        for (ClassRows c : task.classes()) {
            proxies.add(perClass.proxies(seen(c, recipe, run), run));
        }
        return proxies;
    }

    /** Returns the rows of a class as the generator sees them. */
    private static ClassRows seen(ClassRows c, Recipe recipe, Run run) {
        ClassRows normalised = c.with(recipe.pre().beforeGeneration(c.rows(), run.semantics()));
        Presampling presampling = recipe.presampling();
        if (presampling instanceof KeepAll) {
            return normalised;
        }
        return normalised.with(normalised.rows().select(presampling.keep(normalised, run)));
    }

    /**
     * Throws unless every row can be learned from in corrected semantics.
     *
     * @throws ImprintException if an embedding is not finite, or zero where its length is divided by, naming class and row
     */
    public static void requireUsable(Task task, RowNormalization pre) {
        task.classes().forEach(c -> requireUsable(c, pre));
    }

    private static void requireUsable(ClassRows c, RowNormalization pre) {
        FloatMatrix x = c.rows();
        for (int i = 0; i < x.rows(); i++) {
            int j = x.firstNonFinite(i);
            if (j >= 0) {
                throw new ImprintException("class " + c.label() + ", row " + i + ": embedding must be finite, was "
                        + x.get(i, j) + " at position " + j);
            }
            if (pre instanceof L2Norm && isZero(x, i)) {
                throw new ImprintException("class " + c.label() + ", row " + i
                        + ": embedding must not be zero under NORMpre l2, was zero");
            }
        }
    }

    private static boolean isZero(FloatMatrix x, int i) {
        for (int j = 0; j < x.cols(); j++) {
            if (x.get(i, j) != 0) {
                return false;
            }
        }
        return true;
    }
}
