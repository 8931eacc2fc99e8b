package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.Checks;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.vision.data.ContentDigest;

/** What becomes of classes when some of their examples go to another, or away. */
final class ExampleEdits {

    private ExampleEdits() {}

    /** Returns the edits that take examples away, the last class first; a class that loses all goes. */
    static List<ClassEdit> removals(Workshop workshop, ClassifierState state, Predicate<Example> which) {
        List<ClassEdit> edits = new ArrayList<>();
        List<LearnedClass> classes = state.classes();
        for (int c = classes.size() - 1; c >= 0; c--) { // from the end, so that places stay
            LearnedClass before = classes.get(c);
            requireExamples(before, "some can be forgotten");
            removal(workshop, c, before, which).ifPresent(edits::add);
        }
        return edits;
    }

    /** Returns the edits that take examples away, the last class first; of a class that keeps none there are none to take. */
    static List<ClassEdit> removals(Workshop workshop, ClassifierState state, Set<ContentDigest> which) {
        List<ClassEdit> edits = new ArrayList<>();
        for (int c = state.classes().size() - 1; c >= 0; c--) {
            removal(workshop, c, state.classes().get(c), e -> which.contains(e.digest()))
                    .ifPresent(edits::add);
        }
        return edits;
    }

    private static Optional<ClassEdit> removal(
            Workshop workshop, int c, LearnedClass before, Predicate<Example> which) {
        if (!before.hasExamples()) {
            return Optional.empty();
        }
        ExampleSet left = before.examples().without(which);
        if (left.isEmpty()) {
            return Optional.of(ClassEdit.remove(c, before));
        }
        return left.size() < before.learned()
                ? Optional.of(ClassEdit.replace(c, before, workshop.learned(before.name(), left, before.count())))
                : Optional.empty();
    }

    /** Returns the edits that move examples: that of the class they go to, then those of the classes they leave; none if nothing goes. */
    static List<ClassEdit> move(Workshop workshop, ClassifierState state, Set<ContentDigest> which, String into) {
        List<LearnedClass> classes = state.classes();
        int target = state.find(into).orElse(classes.size());
        ExampleSet moved = ExampleSet.none();
        List<ClassEdit> leaving = new ArrayList<>();
        for (int c = classes.size() - 1; c >= 0; c--) {
            LearnedClass before = classes.get(c);
            Optional<ClassEdit> edit =
                    c == target ? Optional.empty() : removal(workshop, c, before, e -> which.contains(e.digest()));
            if (edit.isPresent()) {
                ExampleSet gone = before.examples().without(e -> !which.contains(e.digest()));
                moved = moved.isEmpty() ? gone : moved.plus(gone);
                leaving.add(edit.get());
            }
        }
        if (leaving.isEmpty()) {
            return List.of();
        }
        List<ClassEdit> edits = new ArrayList<>();
        if (target == classes.size()) {
            edits.add(ClassEdit.insert(target, workshop.learned(into, moved, workshop.count(state, moved))));
        } else {
            LearnedClass there = classes.get(target);
            requireExamples(there, "some can be moved to it");
            ExampleSet all = there.examples().plus(moved);
            edits.add(ClassEdit.replace(target, there, workshop.learned(into, all, there.count())));
        }
        edits.addAll(leaving);
        return edits;
    }

    /** Returns the edits that put the examples of one class into another: that of the class they go to, then the end of the first. */
    static List<ClassEdit> merge(Workshop workshop, ClassifierState state, String from, String into) {
        int a = state.indexOf(from);
        int b = state.indexOf(into);
        Checks.require(a != b, "a class must be merged into another one", from + " into " + into);
        LearnedClass gone = state.classes().get(a);
        LearnedClass before = state.classes().get(b);
        requireExamples(gone, "it can be merged");
        requireExamples(before, "it can be merged");
        Optional<ProxyCount> count = before.count().flatMap(c -> gone.count().map(c::mergedWith));
        LearnedClass after = workshop.learned(before.name(), before.examples().plus(gone.examples()), count);
        return List.of(ClassEdit.replace(b, before, after), ClassEdit.remove(a, gone));
    }

    /** Returns how many examples a class loses by an edit. */
    static int lost(ClassEdit edit) {
        return edit.before().orElseThrow().learned()
                - edit.after().map(LearnedClass::learned).orElse(0);
    }

    static void requireExamples(LearnedClass c, String what) {
        Checks.require(
                c.hasExamples(), "class " + c.name() + " must have its examples before " + what, "kept without them");
    }
}
