package org.imprint.classifier.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.change.Change;
import org.imprint.classifier.change.History;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.store.Precision;

/** One random sequence of changes, legal ones and others, of a classifier and of the model beside it. */
final class RandomWalk {

    private static final List<String> NAMES = List.of("ant", "bee", "cicada", "dragonfly", "earwig");
    private static final int QUERIES = 4;

    private final SplittableRandom random;
    private final WalkPool pool;
    private final FitOptions options;
    private final double tolerance;
    private final FloatMatrix queries;
    private final Path scratch;
    private EmbeddingClassifier classifier;
    private final List<String> told = new ArrayList<>();
    private WalkModel model;

    /**
     * @param tolerance how far proxies may be from a fresh fit's, of the largest; 0 for equal bits
     * @param scratch a folder that it may write to
     */
    RandomWalk(long seed, WalkRecipes kind, double tolerance, Path scratch) {
        this.scratch = scratch;
        this.random = new SplittableRandom(seed);
        this.pool = WalkPool.of(random);
        boolean needsExamples = kind != WalkRecipes.CLASS;
        Keeping keeping = needsExamples || random.nextInt(6) > 0 ? Keeping.EXAMPLES : Keeping.PROXIES;
        this.options = FitOptions.standard()
                .with(kind.draw(random))
                .with(random.nextInt(4) == 0 ? Precision.FLOAT16 : Precision.FLOAT32)
                .with(keeping)
                .withSeed(random.nextInt(1 << 20));
        this.tolerance = tolerance;
        this.queries = FloatMatrix.zeros(QUERIES, WalkPool.D);
        for (int i = 0; i < QUERIES * WalkPool.D; i++) {
            queries.data()[i] = (float) random.nextDouble(-1, 2);
        }
        this.model = new WalkModel(keeping == Keeping.EXAMPLES, History.MAX_UNDOABLE);
        this.classifier = random.nextBoolean() ? fitted() : empty();
        told.add(seed + " " + kind + " " + options);
    }

    private EmbeddingClassifier empty() {
        return EmbeddingClassifier.empty(WalkPool.D, options, Parallel.serial(), Clock.systemUTC());
    }

    /** Begins with two classes that were fitted at once, which nobody can undo. */
    private EmbeddingClassifier fitted() {
        ClassifierSettings settings = empty().state().settings();
        Workshop workshop = new Workshop(settings, Parallel.serial());
        List<LearnedClass> made = new ArrayList<>();
        List<WalkModel.Named> first = new ArrayList<>();
        for (String name : NAMES.subList(0, 2)) {
            TreeSet<Integer> ids = ids();
            made.add(workshop.learned(name, workshop.examples(pool.examples(ids), pool.rows(ids)), Optional.empty()));
            first.add(new WalkModel.Named(name, Set.copyOf(ids)));
        }
        model.fit(first);
        History history = History.beginning(new Change.Fitted(2, 0), Instant.EPOCH);
        return EmbeddingClassifier.of(workshop.of(made), history, Parallel.serial(), Clock.systemUTC());
    }

    /** Walks, and compares with a fresh fit now and then and at the end. */
    void walk(int steps) {
        Prediction early = null;
        String before = "";
        for (int i = 0; i < steps; i++) {
            step();
            if (random.nextInt(8) == 0) {
                compare();
            }
            if (random.nextInt(30) == 0 && !model.classes().isEmpty()) {
                reopen();
            }
            if (early == null && !model.classes().isEmpty()) {
                early = classifier.predict(queries.row(0));
                before = early.toString();
            }
        }
        compare();
        if (early != null) {
            assertThat(early.toString()).as(this::toString).isEqualTo(before);
        }
    }

    /** Goes on with what a file has. */
    private void reopen() {
        told.add("reopen");
        EmbeddingClassifier.Moment moment = classifier.moment();
        Path file = scratch.resolve("walk.imprint");
        ImprintFile.save(file, ClassifierContents.of(moment.state(), moment.history()));
        ClassifierContents read = ImprintFile.open(file);
        assertThat(read.history().done())
                .as(this::toString)
                .hasSameSizeAs(moment.history().done());
        classifier = EmbeddingClassifier.of(read.state(), read.history(), Parallel.serial(), Clock.systemUTC());
    }

    private void step() {
        WalkModel next = new WalkModel(model);
        String from = name();
        String to = name();
        TreeSet<Integer> ids = ids();
        Predicate<Example> chosen = e -> ids.contains(pool.id(e));
        int what = random.nextInt(19);
        boolean legal;
        Runnable change;
        if (what < 6) {
            List<Integer> order = shuffled(ids);
            legal = next.learn(from, ids);
            change = () -> classifier.learn(from, pool.examples(order), pool.rows(order));
        } else if (what < 8) {
            legal = next.forgetClass(from);
            change = () -> classifier.forget(from);
        } else if (what < 10) {
            legal = next.forget(ids);
            change = () -> classifier.forget(chosen, "some");
        } else if (what < 12) {
            legal = next.rename(from, to);
            change = () -> classifier.rename(from, to);
        } else if (what < 14) {
            legal = next.merge(from, to);
            change = () -> classifier.merge(from, to);
        } else if (what < 16) {
            legal = next.undo();
            change = () -> classifier.undo();
        } else if (what < 17) {
            legal = next.redo();
            change = () -> classifier.redo();
        } else if (what < 18) {
            legal = next.eraseClass(from);
            change = () -> classifier.erase(from);
        } else {
            legal = next.erase(ids);
            change = () -> classifier.erase(chosen);
        }
        told.add(what + " " + from + " " + to + " " + ids + (legal ? "" : " illegal"));
        carryOut(change, legal, next);
    }

    private void carryOut(Runnable change, boolean legal, WalkModel next) {
        if (legal) {
            change.run();
            model = next;
        } else {
            assertThatThrownBy(change::run).as(this::toString).isInstanceOf(ImprintException.class);
        }
        assertThat(classifier.classNames()).as(this::toString).isEqualTo(model.names());
        List<?> done = classifier.history().done();
        boolean undoable = !done.isEmpty()
                && classifier.history().done().get(done.size() - 1).isUndoable();
        assertThat(undoable).as(this::toString).isEqualTo(model.canUndo());
        assertThat(classifier.history().undone().isEmpty()).as(this::toString).isEqualTo(!model.canRedo());
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private TreeSet<Integer> ids() {
        TreeSet<Integer> ids = new TreeSet<>();
        int n = 1 + random.nextInt(5);
        for (int i = 0; i < n; i++) {
            ids.add(random.nextInt(WalkPool.SIZE));
        }
        return ids;
    }

    /** Returns them in some order, the first one twice. */
    private List<Integer> shuffled(TreeSet<Integer> ids) {
        List<Integer> order = new ArrayList<>(ids);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        order.add(order.get(0));
        return order;
    }

    private void compare() {
        if (model.classes().isEmpty()) {
            assertThatThrownBy(() -> classifier.predict(queries))
                    .as(this::toString)
                    .isInstanceOf(ImprintException.class)
                    .hasMessageContaining("at least one class");
            return;
        }
        FreshFit fresh = FreshFit.of(model, pool, classifier.state().settings());
        List<LearnedClass> classes = classifier.state().classes();
        for (int c = 0; c < classes.size(); c++) {
            assertThat(classes.get(c).learned())
                    .as(this::toString)
                    .isEqualTo(model.classes().get(c).ids().size());
            requireEqual(classes.get(c).proxies(), fresh.proxies().get(c));
        }
        FloatMatrix scores = fresh.head().classScores(queries, Parallel.serial());
        List<Prediction> answers = classifier.predict(queries);
        for (int i = 0; i < QUERIES; i++) {
            int best = fresh.head().answer(queries.row(i)).classIndex();
            if (tolerance == 0) {
                assertThat(answers.get(i).label())
                        .as(this::toString)
                        .isEqualTo(model.names().get(best));
            }
            FloatMatrix own = FloatMatrix.zeros(1, classes.size());
            answers.get(i)
                    .top(classes.size())
                    .forEach(s -> own.data()[model.names().indexOf(s.name())] = (float) s.score());
            requireEqual(own, scores.rows(i, i + 1));
            assertThat(classifier.predict(queries.row(i)).toString())
                    .as(this::toString)
                    .isEqualTo(answers.get(i).toString());
        }
    }

    private void requireEqual(FloatMatrix a, FloatMatrix b) {
        if (tolerance == 0) {
            assertThat(a.toArray()).as(this::toString).isEqualTo(b.toArray());
            return;
        }
        assertThat(a.rows()).as(this::toString).isEqualTo(b.rows());
        float most = 0;
        for (float x : b.toArray()) {
            most = Math.max(most, Math.abs(x));
        }
        // as large a difference in double may turn the last digit of a float over
        assertThat(a.toArray())
                .as(this::toString)
                .containsExactly(b.toArray(), Offset.offset((float) (tolerance * most) + Math.ulp(most)));
    }

    @Override
    public String toString() {
        return String.join("\n", told);
    }
}
