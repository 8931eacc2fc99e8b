package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/** How proxies and head follow a change of the classes, by what the recipe allows; the result is that of a fresh fit. */
sealed interface Upkeep permits Upkeep.ByClass, Upkeep.ByHead, Upkeep.ByRefit, SumsUpkeep {

    /** Returns how a change reaches the other classes. */
    Reach reach();

    /**
     * Returns the proxies of one class before NORMpost; none if GEN needs all classes.
     *
     * @param count what was chosen for the class; empty where the recipe says k
     */
    FloatMatrix proxies(ExampleSet examples, Optional<ProxyCount> count, Parallel parallel);

    /**
     * Returns the next state.
     *
     * @param before the state that edits were made to
     * @param classes those that are there now, at least one
     * @param edits what led from one to the other, in this order
     */
    ClassifierState after(ClassifierState before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel);

    /** Returns what the settings allow. */
    static Upkeep of(ClassifierSettings settings) {
        Recipe recipe = settings.recipe();
        if (!(recipe.generator() instanceof ClassGenerator)) {
            boolean sums = recipe.generator() instanceof LeastSquaresGenerator
                    && recipe.presampling() instanceof KeepAll
                    && recipe.post() instanceof RowNormalization
                    && !needsRows(recipe);
            return sums ? new SumsUpkeep(settings) : new ByRefit(settings);
        }
        boolean local = recipe.post() instanceof RowNormalization && !needsRows(recipe);
        return local ? new ByClass(settings) : new ByHead(settings);
    }

    private static boolean needsRows(Recipe recipe) {
        return recipe.aggregation().shape() == MeasureShape.NEEDS_ROWS;
    }

    /** Returns the proxies that a generator for single classes makes, whatever other classes there are. */
    private static FloatMatrix local(
            ClassifierSettings settings, ExampleSet examples, Optional<ProxyCount> count, Parallel parallel) {
        // One label for all classes: draws hang on it, and a class is to be the same at every place and by every name
        Task alone = Task.of(List.of(new ClassRows(0, examples.rows())));
        return Imprinter.proxies(alone, settings.recipeOf(count), settings.run(parallel))
                .get(0);
    }

    /** Returns the head of classes that have their proxies. */
    static Head head(ClassifierSettings settings, List<LearnedClass> classes, Parallel parallel) {
        Recipe recipe = settings.recipe();
        List<FloatMatrix> proxies = recipe.post()
                .ofProxies(classes.stream().map(LearnedClass::proxies).toList(), Semantics.CORRECTED);
        Optional<Task> rows = needsRows(recipe) ? Optional.of(task(classes)) : Optional.empty();
        return Head.of(proxies, recipe.inf(), recipe.aggregation(), Semantics.CORRECTED, rows);
    }

    private static Task task(List<LearnedClass> classes) {
        requireExamples(classes);
        return Task.of(IntStream.range(0, classes.size())
                .mapToObj(c -> new ClassRows(c, classes.get(c).examples().rows()))
                .toList());
    }

    /** Throws if a class has no examples. */
    static void requireExamples(List<LearnedClass> classes) {
        classes.stream().filter(c -> !c.hasExamples()).findFirst().ifPresent(c -> {
            throw new ImprintException("this recipe needs the examples of every class for a change, class " + c.name()
                    + " was kept without; fit again, and keep examples");
        });
    }

    /** Class by class: other classes are not touched. */
    record ByClass(ClassifierSettings settings) implements Upkeep {

        @Override
        public Reach reach() {
            return Reach.CLASS;
        }

        @Override
        public FloatMatrix proxies(ExampleSet examples, Optional<ProxyCount> count, Parallel parallel) {
            return local(settings, examples, count, parallel);
        }

        @Override
        public ClassifierState after(
                ClassifierState before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel) {
            boolean most =
                    before.isEmpty() || 2 * edits.size() > before.classes().size();
            Head head = most && edits.size() > 1 ? head(settings, classes, parallel) : step(before, edits);
            return new ClassifierState(settings, classes, Optional.of(head));
        }

        private Head step(ClassifierState before, List<ClassEdit> edits) {
            Optional<Head> head = before.isEmpty() ? Optional.empty() : Optional.of(before.head());
            for (ClassEdit edit : edits) {
                head = step(head, edit);
            }
            return head.orElseThrow();
        }

        private Optional<Head> step(Optional<Head> head, ClassEdit edit) {
            if (edit.after().isEmpty()) {
                return head.filter(h -> h.classes() > 1).map(h -> h.withoutClass(edit.at()));
            }
            FloatMatrix made = edit.after().get().proxies();
            if (edit.before().filter(b -> b.proxies() == made).isPresent()) {
                return head; // another name
            }
            if (head.isEmpty()) {
                return Optional.of(head(settings, List.of(edit.after().get()), Parallel.serial()));
            }
            FloatMatrix proxies = settings.recipe()
                    .post()
                    .ofProxies(List.of(made), Semantics.CORRECTED)
                    .get(0);
            return head.map(h ->
                    edit.before().isPresent() ? h.withProxies(edit.at(), proxies) : h.withClassAt(edit.at(), proxies));
        }
    }

    /** Proxies class by class, the head from all of them: NORMpost or the metric looks at every class. */
    record ByHead(ClassifierSettings settings) implements Upkeep {

        @Override
        public Reach reach() {
            return Reach.HEAD;
        }

        @Override
        public FloatMatrix proxies(ExampleSet examples, Optional<ProxyCount> count, Parallel parallel) {
            return local(settings, examples, count, parallel);
        }

        @Override
        public ClassifierState after(
                ClassifierState before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel) {
            return new ClassifierState(settings, classes, Optional.of(head(settings, classes, parallel)));
        }
    }

    /** All proxies from all examples. */
    record ByRefit(ClassifierSettings settings) implements Upkeep {

        @Override
        public Reach reach() {
            return Reach.ALL;
        }

        @Override
        public FloatMatrix proxies(ExampleSet examples, Optional<ProxyCount> count, Parallel parallel) {
            return FloatMatrix.zeros(0, settings.dim());
        }

        @Override
        public ClassifierState after(
                ClassifierState before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel) {
            return refitted(settings, classes, parallel);
        }
    }

    private static ClassifierState refitted(
            ClassifierSettings settings, List<LearnedClass> classes, Parallel parallel) {
        List<FloatMatrix> proxies = Imprinter.proxies(task(classes), settings.recipe(), settings.run(parallel));
        List<LearnedClass> made = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            made.add(classes.get(c).with(proxies.get(c)));
        }
        return new ClassifierState(settings, made, Optional.of(head(settings, made, parallel)));
    }
}
