package org.imprint.classifier.state;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Chances;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.FoldedAnswers;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.KnownScoreChoice;
import org.imprint.core.unknown.LeftOutRows;

/**
 * Asks a classifier for each of its examples as if it had not learned that one.
 *
 * <p>Classes of one proxy without examples, such as a backbone's own, are among those that answer where each class is made alone: theirs do not
 * move. They are asked nothing, and so have no thresholds.
 */
public final class SelfQuestion {

    /** The most examples for which a recipe is fitted anew without each. */
    public static final int MAX_REFITS = 500;

    private SelfQuestion() {}

    /** Returns why it cannot be asked, as the end of a sentence; empty if it can. */
    public static Optional<String> obstacle(ClassifierState state) {
        List<LearnedClass> classes = state.classes();
        int n = examples(state);
        Optional<LearnedClass> bare = classes.stream()
                .filter(c -> !c.hasExamples() && !(n > 0 && isKnownByItsProxy(c, state.settings())))
                .findFirst();
        if (bare.isPresent()) {
            return Optional.of(
                    "needs the examples of every class, class " + bare.get().name() + " keeps none");
        }
        if (classes.size() < 2 || n < 3) {
            return Optional.of("needs at least 2 classes and 3 examples, was " + classes.size() + " and " + n);
        }
        if (n > MAX_REFITS && LeaveOneOut.needsRefits(state.settings().recipe())) {
            return Optional.of("needs a fit for each example with this recipe, and there are more than " + MAX_REFITS
                    + ", was " + n);
        }
        return Optional.empty();
    }

    private static int examples(ClassifierState state) {
        return state.classes().stream().mapToInt(c -> c.examples().size()).sum();
    }

    /** Returns whether a class without examples is one of a row that is its proxy. */
    private static boolean isKnownByItsProxy(LearnedClass c, ClassifierSettings settings) {
        Recipe recipe = settings.recipe();
        boolean keepsRow = recipe.pre() instanceof L2Norm || recipe.pre() instanceof NoNorm;
        return c.proxies().rows() == 1
                && keepsRow
                && recipe.generator() instanceof ClassGenerator
                && !(recipe.generator() instanceof XavierGenerator)
                && !LeaveOneOut.needsRefits(recipe);
    }

    /**
     * Returns why something that takes some examples could not be found, as the end of a sentence: the {@link #obstacle}, unless there are
     * too few examples anyway.
     *
     * @param least how many it takes, in classes of two or more
     */
    public static Optional<String> obstacleOfEnough(ClassifierState state, long least) {
        int n = state.classes().stream()
                .mapToInt(LearnedClass::learned)
                .filter(size -> size >= 2)
                .sum();
        return n < least ? Optional.empty() : obstacle(state);
    }

    /**
     * Returns what it answers for each example, class by class in canonical order, when its proxies are made without it.
     *
     * @throws ImprintException if there is an {@link #obstacle}
     */
    public static LeaveOneOut of(ClassifierState state, Parallel parallel) {
        obstacle(state).ifPresent(why -> {
            throw new ImprintException("leave-one-out " + why);
        });
        List<LearnedClass> classes = state.classes();
        List<FloatMatrix> proxies = classes.stream().map(LearnedClass::proxies).toList();
        ClassifierSettings settings = state.settings();
        if (settings.k() == KChoice.AUTO) {
            int[] k = classes.stream().mapToInt(ProxyCounting::k).toArray();
            return asked(state, LeaveOneOut.of(task(state), settings.recipe(), k, proxies, settings.run(parallel)));
        }
        return asked(state, LeaveOneOut.of(task(state), settings.recipe(), proxies, settings.run(parallel)));
    }

    private static LeaveOneOut asked(ClassifierState state, LeaveOneOut ofAll) {
        List<LearnedClass> classes = state.classes();
        return classes.stream().allMatch(LearnedClass::hasExamples)
                ? ofAll
                : ofAll.ofClasses(c -> classes.get(c).hasExamples());
    }

    private static FoldedAnswers folded(ClassifierState state, Parallel parallel) {
        ClassifierSettings settings = state.settings();
        Optional<int[]> k = settings.k() == KChoice.AUTO
                ? Optional.of(
                        state.classes().stream().mapToInt(ProxyCounting::k).toArray())
                : Optional.empty();
        return FoldedAnswers.of(task(state), settings.recipe(), k, settings.run(parallel));
    }

    /** As many labels as classes are needed here; draws hang on label 0 where a class's proxies are made. */
    private static Task task(ClassifierState state) {
        List<LearnedClass> classes = state.classes();
        return task(classes.stream()
                .map(c -> c.hasExamples() ? c.examples().rows() : c.proxies())
                .toList());
    }

    private static Task task(List<FloatMatrix> rows) {
        return Task.of(IntStream.range(0, rows.size())
                .mapToObj(c -> new ClassRows(c, rows.get(c)))
                .toList());
    }

    /** Returns why the score that was asked for by name cannot be had of the examples, as an error; empty if it can. */
    public static Optional<String> scoreObstacle(ClassifierState state) {
        int classes =
                (int) state.classes().stream().filter(LearnedClass::hasExamples).count();
        return state.settings()
                .certainty()
                .rejection()
                .flatMap(Rejection::score)
                .flatMap(score -> isConstant(state, score)
                        ? Optional.of(
                                "the score must be neighbours or mahalanobis where one proxy votes (m = 1), as its"
                                        + " share of the votes is always 1, was " + score.wireName())
                        : LeftOutRows.obstacle(
                                score,
                                examples(state),
                                classes,
                                state.settings().dim()));
    }

    /** Returns whether the score that was found is the same for every image, so that nothing can be refused by it. */
    public static boolean hasConstantScore(ClassifierState state) {
        KnownScoreChoice known = state.calibration().known();
        return known.basis() != KnownScoreChoice.Basis.UNASKED && isConstant(state, known.score());
    }

    /** Returns whether a score is the same for every image: class scores where one proxy has the only vote. */
    private static boolean isConstant(ClassifierState state, KnownScore score) {
        return !score.needsExamples()
                && state.head().vote().filter(vote -> vote.m() == 1).isPresent();
    }

    /**
     * Returns the state with the temperature and, if its settings ask for them, the map of probabilities, the sets and the thresholds that
     * suit some answers.
     *
     * @param found what {@link #of} returned for it
     * @param staying what is kept of examples afterwards: a score that needs them is chosen only if they stay
     */
    public static ClassifierState calibrated(
            ClassifierState state, LeaveOneOut found, Keeping staying, Parallel parallel) {
        Certainty asked = state.settings().certainty();
        Chances chances = Chances.of(found);
        boolean held = asked.coverage().isPresent() && !found.isExact();
        Chances ofSets = held ? Chances.of(folded(state, parallel)) : chances;
        ClassifierState warm = state.with(chances.calibrated(asked, state.calibration(), ofSets));
        if (scoreObstacle(state).isPresent()) {
            return warm; // too few are left for the score that was asked for: its thresholds stay
        }
        return asked.rejection()
                .map(r -> rejecting(warm, found, r, staying, parallel))
                .orElseGet(() -> warm.with(warm.calibration().with(KnownScoreChoice.NONE)));
    }

    private static ClassifierState rejecting(
            ClassifierState state, LeaveOneOut found, Rejection asked, Keeping staying, Parallel parallel) {
        LeftOutKnown known = known(state, found, asked.score(), staying, parallel);
        return state.with(state.calibration().with(known.choice())).withThresholds(known.thresholds(asked.alpha()));
    }

    /**
     * Returns what thresholds are found from.
     *
     * @param found what {@link #of} returned for the state
     * @param score the one to take; empty for that which {@link #calibrated} would choose
     * @param staying what is kept of examples afterwards
     */
    public static LeftOutKnown known(
            ClassifierState state, LeaveOneOut found, Optional<KnownScore> score, Keeping staying, Parallel parallel) {
        List<LearnedClass> classes = state.classes();
        int[] order = IntStream.concat(
                        places(classes, LearnedClass::hasExamples), places(classes, c -> !c.hasExamples()))
                .toArray();
        Task task = task(classes.stream()
                .filter(LearnedClass::hasExamples)
                .map(c -> c.examples().rows())
                .toList());
        boolean votes = state.head().vote().isPresent();
        Set<KnownScore> wanted =
                score.map(Set::of).orElseGet(() -> LeftOutRows.candidates(task, votes, staying == Keeping.EXAMPLES));
        LeftOutRows rows = LeftOutRows.of(task, found.inOrder(order), state.temperature(), wanted, parallel);
        KnownScoreChoice choice = score.map(rows::named).orElseGet(() -> rows.choose(parallel));
        int[] answers = found.answers();
        float[] scores = rows.of(choice.score());
        if (isConstant(state, choice.score())) {
            Arrays.fill(scores, Float.NaN); // a threshold could refuse none
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] =
                    classes.get(answers[i]).hasExamples() ? scores[i] : Float.NaN; // such an answer is never unknown
        }
        return new LeftOutKnown(choice, scores, answers, classes.size());
    }

    private static IntStream places(List<LearnedClass> classes, Predicate<LearnedClass> which) {
        return IntStream.range(0, classes.size()).filter(c -> which.test(classes.get(c)));
    }
}
