package org.imprint.lab.run;

import org.imprint.core.ImprintException;

/** Puts what was thrown into one sentence. */
final class Failures {

    private Failures() {}

    static String sentence(Throwable e) {
        boolean ours = e instanceof ImprintException || e instanceof IllegalStateException;
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return ours ? message : e.getClass().getSimpleName() + ": " + message;
    }
}
