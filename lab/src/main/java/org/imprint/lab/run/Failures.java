package org.imprint.lab.run;

import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Thrown;

/** Makes an outcome of what was thrown: a sentence for people, and type and place for whoever is to mend it. */
final class Failures {

    private Failures() {}

    static Outcome.Failed of(Throwable e) {
        return new Outcome.Failed(sentence(e), Optional.of(Thrown.of(e)));
    }

    static Outcome.Failed outOfMemory(OutOfMemoryError e) {
        return new Outcome.Failed(
                "out of memory; give Java more (IMPRINT_OPTS=-Xmx…) or use fewer workers", Optional.of(Thrown.of(e)));
    }

    private static String sentence(Throwable e) {
        boolean ours = e instanceof ImprintException || e instanceof IllegalStateException;
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return ours ? message : e.getClass().getSimpleName() + ": " + message;
    }
}
