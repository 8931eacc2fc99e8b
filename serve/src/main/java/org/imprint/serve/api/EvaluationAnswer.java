package org.imprint.serve.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.evaluate.ClassScore;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.ForeignClass;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.Parallel;

/**
 * How right a classifier is.
 *
 * @param how {@code leave-one-out} over its own examples, or {@code images} that were given
 * @param exact whether answers are those of a classifier that has not learned the image
 * @param images how many were judged, without those of classes that it does not know
 * @param accuracy null without such images
 * @param meanRecall null without such images
 * @param foreign classes of given images that it does not know
 * @param unusable images that could not be used
 */
record EvaluationAnswer(
        String how,
        boolean exact,
        long images,
        Share accuracy,
        Double meanRecall,
        List<OfClass> classes,
        List<Cell> confusion,
        List<Foreign> foreign,
        List<Unused> unusable) {

    private static final int MOST_IDS = 100;

    /** A share with its 95 % interval. */
    record Share(double value, double from, double to) {}

    /** One class. @param recall null without images @param precision null where it was never answered */
    record OfClass(String name, long n, Double recall, Double precision) {
        static OfClass of(ClassScore c) {
            return new OfClass(
                    c.name(), c.n(), c.n() == 0 ? null : c.recall(), c.answered() == 0 ? null : c.precision());
        }
    }

    /** Images of one class that got one answer. @param answer null for unknown @param ids digests of examples, or names of given images */
    record Cell(@JsonProperty("true") String trueClass, String answer, int count, List<String> ids) {
        static Cell of(ConfusionCell cell) {
            List<String> some =
                    cell.images().subList(0, Math.min(MOST_IDS, cell.images().size()));
            return new Cell(cell.trueClass(), cell.answer().orElse(null), cell.count(), some);
        }
    }

    /** A class that is not known. @param unknown how many of its images were taken for none of the classes */
    record Foreign(String name, int images, int unknown) {
        static Foreign of(ForeignClass f) {
            return new Foreign(f.name(), f.n(), f.unknown());
        }
    }

    /** An image that cannot be used. */
    record Unused(String name, String reason) {}

    /** Asks a classifier for each of its examples as if it had not learned that one; nothing is taken for unknown. */
    static EvaluationAnswer ofExamples(ClassifierState state, Parallel parallel) {
        LeaveOneOut found = SelfQuestion.of(state, parallel);
        int[] answers = found.answers();
        List<Judged> judged = new ArrayList<>();
        for (LearnedClass c : state.classes()) {
            for (Example e : c.examples().examples()) {
                String answer = state.classes().get(answers[judged.size()]).name();
                judged.add(new Judged(e.digest().hex(), c.name(), answer, false));
            }
        }
        return of("leave-one-out", found.isExact(), Evaluation.of(state.classNames(), judged), List.of());
    }

    /** Judges what was answered for images that were given. */
    static EvaluationAnswer ofGiven(List<String> classNames, List<Judged> judged, List<Unused> unusable) {
        return of("images", true, Evaluation.of(classNames, judged), unusable);
    }

    private static EvaluationAnswer of(String how, boolean exact, Evaluation e, List<Unused> unusable) {
        return new EvaluationAnswer(
                how,
                exact,
                e.n(),
                e.n() == 0
                        ? null
                        : new Share(
                                e.accuracy(), e.interval().low(), e.interval().high()),
                e.n() == 0 ? null : e.meanRecall(),
                e.classes().stream().map(OfClass::of).toList(),
                e.cells().stream().map(Cell::of).toList(),
                e.foreign().stream().map(Foreign::of).toList(),
                unusable);
    }
}
