package org.imprint.serve.insight;

import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.ServedModel;

/**
 * A model at one revision.
 *
 * @param revision the number of {@code state}, or an earlier one if a change came between
 * @param classifier that goes on changing
 * @param parallel the threads that may be used
 */
record Moment(long revision, ClassifierState state, JournaledClassifier classifier, Parallel parallel) {

    /** An example with its class. */
    record Placed(Example example, LearnedClass of) {}

    static Moment of(ServedModel model) {
        long revision = model.classifier().revision(); // before the state: too old a number is asked for again
        return new Moment(revision, model.state(), model.classifier(), model.parallel());
    }

    /** Returns n. */
    int examples() {
        return state().classes().stream().mapToInt(c -> c.examples().size()).sum();
    }

    /** Returns all examples, class by class: the order of indices. */
    List<Placed> placed() {
        List<Placed> all = new ArrayList<>(examples());
        for (LearnedClass c : state().classes()) {
            c.examples().examples().forEach(e -> all.add(new Placed(e, c)));
        }
        return all;
    }

    /** Returns the classes that keep examples, in their order. @throws HttpProblem of status 422 if none does */
    List<LearnedClass> classes() {
        List<LearnedClass> some =
                state().classes().stream().filter(LearnedClass::hasExamples).toList();
        if (some.isEmpty()) {
            throw new HttpProblem(422, "classifier must keep its examples for that, was without");
        }
        return some;
    }

    /** Returns the embeddings of the examples, class by class. @throws HttpProblem of status 422 if there are none */
    Task task() {
        List<ClassRows> rows = new ArrayList<>();
        for (LearnedClass c : classes()) {
            rows.add(new ClassRows(rows.size(), c.examples().rows()));
        }
        return Task.of(rows);
    }
}
