package org.imprint.serve.protocol;

import java.util.Optional;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;
import org.imprint.serve.model.ServedModel;

/**
 * A version of a model.
 *
 * @param number the revision of the classifier
 * @param state of it then
 */
record ModelVersion(String number, ClassifierState state) {

    /** Returns the version that a model has now. */
    static ModelVersion now(ServedModel model) {
        while (true) {
            long revision = model.classifier().revision();
            ClassifierState state = model.state();
            if (model.classifier().revision() == revision) {
                return new ModelVersion(Long.toString(revision), state);
            }
        }
    }

    /**
     * Returns the number of the version that answered a request; empty if it is neither this one, which was there when the request
     * came, nor the one that is there now.
     */
    Optional<String> numberOf(ClassifierState answered, ServedModel model) {
        if (answered == state) {
            return Optional.of(number);
        }
        ModelVersion now = now(model);
        return answered == now.state ? Optional.of(now.number) : Optional.empty();
    }

    /** Checks that a client who names a version means this one. @throws HttpProblem of status 404 if not */
    void require(String model, String wanted) {
        if (!number.equals(wanted)) {
            throw new HttpProblem(
                    404, "version of " + model + " must be " + number + ", the newest, was " + Told.text(wanted));
        }
    }
}
