package org.imprint.serve.protocol;

import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.protocol.tensor.Told;

/** Versions of models. */
final class ModelVersion {

    private ModelVersion() {}

    /** Returns the version that a model has now. */
    static String of(ServedModel model) {
        return "1";
    }

    /** Checks that a client that names a version means the one that a model has now. @throws HttpProblem of status 404 if not */
    static void require(ServedModel model, String wanted) {
        String now = of(model);
        if (!now.equals(wanted)) {
            throw new HttpProblem(404, "version of " + model.name() + " must be " + now + ", was " + Told.text(wanted));
        }
    }
}
