package org.imprint.app.error;

import java.util.Optional;

/** Says in one sentence what the machine has too little of, and where more of it comes from. */
final class Scarcity {

    private static final int MEGA = 1_000_000;

    private Scarcity() {}

    /** Returns the sentence of what was thrown, or of one of its causes; empty if it is something else. */
    static Optional<String> sentence(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            Optional<String> sentence = ofThis(t, thrown);
            if (sentence.isPresent()) {
                return sentence;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofThis(Throwable t, Throwable thrown) {
        String message = String.valueOf(t.getMessage());
        if (message.contains("Too many open files")) {
            return Optional.of(message(thrown)
                    + "; this process may not have more files open: raise the limit, such as by ulimit -n 1024");
        }
        if (t instanceof OutOfMemoryError || message.contains("Java heap space")) {
            return Optional.of(memory(message));
        }
        if (t instanceof StackOverflowError) {
            return Optional.of("something is nested too deeply; IMPRINT_OPTS=-Xss16m gives it more room");
        }
        return isUnloaded(t, message)
                ? Optional.of(
                        "a native library cannot be loaded: " + root(t) + "; it is unpacked to the temporary folder "
                                + System.getProperty("java.io.tmpdir")
                                + ", another is named by IMPRINT_OPTS=-Djava.io.tmpdir=DIR")
                : Optional.empty();
    }

    /** Of a class whose native library could not be loaded, Java says so the first time, and later that it has no such class. */
    private static boolean isUnloaded(Throwable t, String message) {
        return t instanceof UnsatisfiedLinkError
                || t instanceof NoClassDefFoundError && message.startsWith("Could not initialize class");
    }

    private static String memory(String message) {
        if (message.contains("thread")) {
            return "the system gives this process no more threads; see ulimit -u, or ask for fewer --workers";
        }
        String which = message.contains("irect buffer") ? "memory beside the heap of " : "heap of ";
        return "the " + which + Runtime.getRuntime().maxMemory() / MEGA
                + " MB is full; give more, such as by IMPRINT_OPTS=-Xmx8g, or ask for less at once";
    }

    private static String message(Throwable thrown) {
        return thrown instanceof Exception ? UserErrors.sentence(thrown) : root(thrown);
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
