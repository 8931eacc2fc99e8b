package org.imprint.classifier;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.imprint.classifier.backboneclass.BackboneClasses;
import org.imprint.classifier.certainty.Chances;
import org.imprint.classifier.change.Change;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Reach;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.vision.data.ContentDigest;

/**
 * A classifier of embeddings, of images or of anything else, that learns and forgets while it answers.
 *
 * <pre>
 *   EmbeddingClassifier birds = EmbeddingClassifier.fit(Map.of("heron", herons, "stork", storks));   // [n, d] each
 *   birds.predict(embedding).label();
 *   birds.learn("crane", cranes);
 * </pre>
 *
 * <p>Safe for use by many threads: those that ask see the state before a change or after it, never between; changes are made one
 * after the other. What it answers is what a fresh fit of the same examples would answer, in whatever order they came; see
 * {@link #reach} for what a change moves. The one exception is {@link org.imprint.classifier.state.KChoice#AUTO}: how many proxies a class
 * has is chosen when it is new, beside the classes that are there, and stays until the next fit.
 */
public final class EmbeddingClassifier {

    private volatile Workshop workshop;
    private final Parallel parallel;
    private final Clock clock;
    private final Object writing = new Object();
    private volatile Moment now;

    /**
     * State and history of one moment, which are always replaced together; what a file is written from.
     *
     * @param state the classes and what answers
     * @param history what led there, and back
     */
    public record Moment(ClassifierState state, History history) {}

    private EmbeddingClassifier(Workshop workshop, Parallel parallel, Clock clock, Moment now) {
        this.workshop = workshop;
        this.parallel = parallel;
        this.clock = clock;
        this.now = now;
    }

    /** As {@link #fit(Map, FitOptions)} with the standard options. */
    public static EmbeddingClassifier fit(Map<String, FloatMatrix> rowsOfClasses) {
        return fit(rowsOfClasses, FitOptions.standard());
    }

    /**
     * Fits a classifier from nameless embeddings.
     *
     * @param rowsOfClasses embeddings [n, d] of each class, in the order that classes are to have
     * @throws ImprintException if there is no class, widths differ, or an embedding is not finite
     */
    public static EmbeddingClassifier fit(Map<String, FloatMatrix> rowsOfClasses, FitOptions options) {
        Checks.require(!rowsOfClasses.isEmpty(), "classifier must be fitted from at least one class", 0);
        int d = rowsOfClasses.values().iterator().next().cols();
        Map<String, ExampleSet> classes = new LinkedHashMap<>();
        EmbeddingClassifier empty = empty(d, options, Parallel.serial(), Clock.systemUTC());
        rowsOfClasses.forEach(
                (name, rows) -> classes.put(name, empty.workshop.examples(Nameless.examples(rows), rows)));
        return empty.fitted(classes);
    }

    /**
     * Returns a classifier without classes, for embeddings of width d.
     *
     * @param parallel the threads that learning and answering may use; they change no result
     * @param clock tells when changes are made
     */
    public static EmbeddingClassifier empty(int d, FitOptions options, Parallel parallel, Clock clock) {
        ClassifierSettings settings = new ClassifierSettings(
                options.recipe(),
                options.seed(),
                options.precision(),
                options.keeping(),
                options.certainty(),
                options.k(),
                d);
        Workshop workshop = new Workshop(settings, parallel);
        return new EmbeddingClassifier(
                workshop, parallel, clock, new Moment(workshop.empty(), new History(List.of(), List.of())));
    }

    /** Returns the classifier of a state and its history, such as a file has. */
    public static EmbeddingClassifier of(ClassifierState state, History history, Parallel parallel, Clock clock) {
        return new EmbeddingClassifier(
                new Workshop(state.settings(), parallel), parallel, clock, new Moment(state, history));
    }

    /**
     * Opens a file that was saved.
     *
     * @throws ImprintException if it cannot be read, is none, or is damaged, beginning with the path
     */
    public static EmbeddingClassifier open(Path file) {
        ClassifierContents contents = ImprintFile.open(file);
        return of(contents.state(), contents.history(), Parallel.serial(), Clock.systemUTC());
    }

    /**
     * Writes the classifier as it is now, {@linkplain #calibrate calibrated}, with its history; the file appears whole or not at all.
     *
     * @param file one that is there is replaced
     * @throws ImprintException if there is no class
     * @throws org.imprint.vision.data.DataException if it cannot be written; what was there stays
     */
    public void save(Path file) {
        requireClasses(file);
        calibrate();
        ImprintFile.save(file, contents());
    }

    /** A server is taught from nothing; whoever saves nothing otherwise has made a mistake. */
    void requireClasses(Path file) {
        Checks.require(!state().isEmpty(), file + ": classifier must have at least one class to be saved", 0);
    }

    /** Returns what a file of this moment holds. */
    public ClassifierContents contents() {
        Moment moment = now;
        return ClassifierContents.of(moment.state(), moment.history());
    }

    /** Fits all classes at once, which is quicker than learning one after the other and gives the same. */
    EmbeddingClassifier fitted(Map<String, ExampleSet> classes) {
        return fitted(classes, whole -> {});
    }

    /** @param whole is given the state while all examples are there, also where they are not kept */
    EmbeddingClassifier fitted(Map<String, ExampleSet> classes, Consumer<ClassifierState> whole) {
        ClassifierSettings settings = state().settings();
        Workshop all = new Workshop(settings.with(Keeping.EXAMPLES), parallel);
        List<LearnedClass> made = new ArrayList<>();
        Iterator<Optional<ProxyCount>> counts =
                all.counts(List.copyOf(classes.values())).iterator();
        classes.forEach((name, examples) -> made.add(all.learned(name, examples, counts.next())));
        int n = made.stream().mapToInt(LearnedClass::learned).sum();
        ClassifierState state = all.of(made);
        SelfQuestion.scoreObstacle(state).ifPresent(why -> {
            throw new ImprintException(why);
        });
        if (SelfQuestion.obstacle(state).isEmpty()) {
            state = calibrated(state, settings.keeping());
        }
        Chances.requireMap(settings.certainty(), state.calibration(), n, SelfQuestion.obstacle(state));
        whole.accept(state);
        if (settings.keeping() == Keeping.PROXIES) { // examples are there this once, for temperature and thresholds
            state = workshop.restored(
                            state.classes().stream()
                                    .map(LearnedClass::withoutExamples)
                                    .toList(),
                            Optional.empty())
                    .with(state.calibration());
        }
        now = new Moment(state, History.beginning(new Change.Fitted(made.size(), n), clock.instant()));
        return this;
    }

    /**
     * Fits the temperature of probabilities, and thresholds if there are to be any, to the classes that are there now, by leave-one-out;
     * answers and scores stay. A fit and {@link #save} do so by themselves; changes keep what was found, so that one class is learned
     * without a look at the others, and a class that is new or has other examples has no threshold until then; nor has one that
     * {@link #undo} or {@link #redo} brings back from before, where something else was found since.
     *
     * @return whether there was something to go by: two classes, with the examples of those that are learned
     */
    public boolean calibrate() {
        synchronized (writing) {
            if (SelfQuestion.obstacle(state()).isPresent()) {
                return false;
            }
            ClassifierState before = state();
            ClassifierState after = calibrated(before, Keeping.EXAMPLES);
            boolean same = after.calibration().equals(before.calibration());
            now = new Moment(after, same ? now.history() : now.history().withoutThresholds());
            return true;
        }
    }

    private ClassifierState calibrated(ClassifierState state, Keeping staying) {
        return SelfQuestion.calibrated(state, SelfQuestion.of(state, parallel), staying, parallel);
    }

    /** Returns the workshop, which makes examples fit for this classifier. */
    Workshop workshop() {
        return workshop;
    }

    /** Returns state and history that belong together; asked for one by one, a change may come between them. */
    public Moment moment() {
        return now;
    }

    /** Returns the state of this moment, which does not change. */
    public ClassifierState state() {
        return now.state();
    }

    /** Returns the history up to this moment. */
    public History history() {
        return now.history();
    }

    /** Returns the class names in their order. */
    public List<String> classNames() {
        return state().classNames();
    }

    /** Returns how far a change of one class reaches. */
    public Reach reach() {
        return workshop.reach();
    }

    /** Answers for one embedding of d numbers. @throws ImprintException if the width differs, a number is not finite, or no class is there */
    public Prediction predict(float[] embedding) {
        return predict(FloatMatrix.ofRows(embedding)).get(0);
    }

    /**
     * Answers for n embeddings, all by one state.
     *
     * @param embeddings [n, d]
     * @throws ImprintException if the width differs, a number is not finite, or no class is there
     */
    public List<Prediction> predict(FloatMatrix embeddings) {
        return Answering.predict(state(), embeddings, parallel);
    }

    /** Learns nameless embeddings of a class, new or there already. Returns how many were new. */
    public int learn(String className, FloatMatrix rows) {
        return learn(className, Nameless.examples(rows), rows);
    }

    /**
     * Learns examples of a class, new or there already; those that it has already change nothing.
     *
     * @param examples what is known of each
     * @param rows their embeddings [n, d]
     * @return how many were new to the class
     * @throws ImprintException if an embedding cannot be used, or the class keeps no examples to add to
     */
    public int learn(String className, List<Example> examples, FloatMatrix rows) {
        ExampleSet added = workshop.examples(examples, rows);
        String name = LearnedClass.checkedName(className);
        synchronized (writing) {
            ClassifierState state = state();
            int c = state.find(name).orElse(-1);
            if (c < 0) {
                LearnedClass made = workshop.learned(name, added, workshop.count(state, added));
                change(
                        new Change.Learned(name, added.size(), true),
                        List.of(ClassEdit.insert(state.classes().size(), made)));
                return added.size();
            }
            LearnedClass before = state.classes().get(c);
            ExampleEdits.requireExamples(before, "more can be learned");
            ExampleSet all = before.examples().plus(added);
            int fresh = all.size() - before.learned();
            if (fresh > 0) {
                change(
                        new Change.Learned(name, fresh, false),
                        List.of(ClassEdit.replace(c, before, workshop.learned(name, all, before.count()))));
            }
            return fresh;
        }
    }

    /**
     * Keeps the backbone's own classes beside those that are there, behind them in order and on one scale with them. No more examples
     * can be learned of them; they are forgotten and renamed as any other. What leave-one-out found is found again among all, as
     * {@link #calibrate} does, also when this is taken back; where that cannot be, sets, maps and thresholds by energy or softmax are
     * gone. A kept class has no threshold.
     *
     * @throws ImprintException if the recipe's scores are of another kind, or a class of one of these names is there
     */
    public void keep(BackboneClasses ofBackbone) {
        synchronized (writing) {
            ClassifierState state = state();
            List<ClassEdit> edits = new ArrayList<>();
            for (LearnedClass c : ofBackbone.classesFor(state.settings())) {
                Checks.require(
                        state.find(c.name()).isEmpty(),
                        "the backbone's own classes must have names that are not there yet; rename or forget the class there, name",
                        c.name());
                edits.add(ClassEdit.insert(state.classes().size() + edits.size(), c));
            }
            change(new Change.Kept(edits.size()), edits);
            findAgain();
        }
    }

    /** Takes a class away. @throws ImprintException if there is none of this name */
    public void forget(String className) {
        synchronized (writing) {
            int c = state().indexOf(className);
            LearnedClass gone = state().classes().get(c);
            change(new Change.ForgotClass(gone.name(), gone.learned()), List.of(ClassEdit.remove(c, gone)));
        }
    }

    /**
     * Takes examples away wherever they are; a class that loses all goes with them.
     *
     * @param which those that go
     * @param words what they have in common, for the history, such as {@code from photos/old}
     * @return how many went; the classifier stays as it is if none did
     * @throws ImprintException if a class keeps no examples to look through
     */
    public int forget(Predicate<Example> which, String words) {
        synchronized (writing) {
            return forget(ExampleEdits.removals(workshop, state(), which), words);
        }
    }

    /** As {@link #forget(Predicate, String)}, by digests; classes that keep no examples have none of them. */
    public int forget(Set<ContentDigest> which, String words) {
        synchronized (writing) {
            return forget(ExampleEdits.removals(workshop, state(), which), words);
        }
    }

    private int forget(List<ClassEdit> edits, String words) {
        int gone = edits.stream().mapToInt(ExampleEdits::lost).sum();
        if (gone > 0) {
            change(new Change.ForgotExamples(words, gone, edits.size()), edits);
        }
        return gone;
    }

    /**
     * Erases examples: they are forgotten, and so is every change before, since it may hold them. It cannot be undone. Temperature and
     * thresholds, which they had a part in, are found again as {@link #calibrate} does, or are gone where that cannot be.
     *
     * @return how many went from the classes; the history is cleared even if none did, as one forgotten before may be meant
     */
    public int erase(Predicate<Example> which) {
        synchronized (writing) {
            return erase(ExampleEdits.removals(workshop, state(), which));
        }
    }

    /**
     * Erases a class with its name: it is forgotten as a whole, and so is every change before, since it may hold its examples. It cannot
     * be undone.
     *
     * @return how many examples it was learned from; 0 if it was forgotten before, and could be brought back until now
     * @throws ImprintException if there is none of this name, nor was while changes can be taken back
     */
    public int erase(String className) {
        String name = LearnedClass.checkedName(className);
        synchronized (writing) {
            boolean isPast = state().find(name).isEmpty()
                    && now.history().classes().anyMatch(c -> c.name().equals(name));
            List<ClassEdit> edits = isPast
                    ? List.of()
                    : List.of(ClassEdit.remove(
                            state().indexOf(name), state().classes().get(state().indexOf(name))));
            now = new Moment(state(), now.history().without(name));
            return erase(edits);
        }
    }

    private int erase(List<ClassEdit> edits) {
        int gone = edits.stream().mapToInt(ExampleEdits::lost).sum();
        // anew even if none goes: one forgotten before may be left in the last digit of a sum
        ClassifierState fresh = workshop.fresh(state(), edits);
        boolean again = state().isCalibrated() && SelfQuestion.obstacle(fresh).isEmpty();
        ClassifierState after = again ? calibrated(fresh, Keeping.EXAMPLES) : fresh;
        now = new Moment(after, now.history().settled(new Change.Erased(gone), clock.instant()));
        return gone;
    }

    /** Gives a class another name. @throws ImprintException if there is no such class, or one of the new name */
    public void rename(String from, String to) {
        String name = LearnedClass.checkedName(to);
        synchronized (writing) {
            int c = state().indexOf(from);
            LearnedClass before = state().classes().get(c);
            if (!before.name().equals(name)) {
                change(
                        new Change.Renamed(before.name(), name),
                        List.of(ClassEdit.replace(c, before, before.renamed(name))));
            }
        }
    }

    /** Moves the examples of one class into another, and takes the first away. @throws ImprintException if either is missing or keeps no examples */
    public void merge(String from, String into) {
        synchronized (writing) {
            List<ClassEdit> edits = ExampleEdits.merge(workshop, state(), from, into);
            LearnedClass gone = edits.get(1).before().orElseThrow();
            String name = edits.get(0).before().orElseThrow().name();
            change(new Change.Merged(gone.name(), name, gone.learned()), edits);
        }
    }

    /**
     * Moves examples into another class, new or there already, as when their label was wrong; a class that loses all goes.
     *
     * @param which digests of those that go; those that are in the class already, or in none, change nothing
     * @return how many went; the classifier stays as it is if none did
     * @throws ImprintException if the class they would go to keeps no examples
     */
    public int move(Set<ContentDigest> which, String into) {
        String name = LearnedClass.checkedName(into);
        synchronized (writing) {
            List<ClassEdit> edits = ExampleEdits.move(workshop, state(), which, name);
            int gone = edits.stream().skip(1).mapToInt(ExampleEdits::lost).sum();
            if (gone > 0) {
                change(new Change.Moved(name, gone, edits.get(0).before().isEmpty()), edits);
            }
            return gone;
        }
    }

    /**
     * Takes another share of known images for none of the classes. It is a setting, and no change that {@link #undo} takes back. No class
     * has a threshold until {@link #calibrate} finds them again.
     *
     * @param alpha in (0, 0.5]; empty to take none for that
     */
    public void reject(Optional<Double> alpha) {
        synchronized (writing) {
            ClassifierState state = state();
            workshop = new Workshop(state.settings().rejecting(alpha), parallel);
            List<LearnedClass> classes =
                    state.classes().stream().map(LearnedClass::withoutThreshold).toList();
            now = new Moment(
                    workshop.restored(classes, state.sums()).with(state.calibration()),
                    now.history().withoutThresholds());
        }
    }

    /** Takes the last change back. Returns it. @throws ImprintException if there is none that can be taken back */
    public HistoryEntry undo() {
        synchronized (writing) {
            HistoryEntry entry = now.history().lastDone();
            step(entry.inverse(), History::undo);
            findAgain(entry);
            return entry;
        }
    }

    /** Makes the change last taken back again. Returns it. @throws ImprintException if there is none */
    public HistoryEntry redo() {
        synchronized (writing) {
            HistoryEntry entry = now.history().lastUndone();
            step(entry.edits(), History::redo);
            findAgain(entry);
            return entry;
        }
    }

    private void findAgain(HistoryEntry entry) {
        if (entry.change() instanceof Change.Kept) {
            findAgain();
        }
    }

    /** Finds again what many classes more or less move, or leaves it out. */
    private void findAgain() {
        if (!calibrate()) {
            now = new Moment(state().withoutFoundOfAll(), now.history().withoutThresholds());
        }
    }

    private void change(Change change, List<ClassEdit> edits) {
        step(edits, history -> history.with(change, clock.instant(), edits));
    }

    private void step(List<ClassEdit> edits, UnaryOperator<History> told) {
        now = new Moment(workshop.apply(state(), edits), told.apply(now.history()));
    }
}
