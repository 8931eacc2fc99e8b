package org.imprint.core;

/**
 * Something that was given (an argument, a file, a folder, a machine) cannot be used, and whoever gave it can mend that.
 *
 * <p>The root of every exception that this project throws about its input. Its message is one sentence for people: where
 * it happened, what is wrong, the legal range and the actual value. Whatever else is thrown, an
 * {@link IllegalArgumentException} of a library among it, is a fault of the code and no answer to a user.
 *
 * <p>It is an {@link IllegalArgumentException}, so that callers may rely on Java's own word for it.
 */
public class ImprintException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with the sentence for the user. */
    public ImprintException(String message) {
        super(message);
    }

    /** Creates the exception with the sentence for the user and the error beneath it. */
    public ImprintException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the same problem with its place before it, {@code place: message}; this one is its cause. */
    public ImprintException at(Object place) {
        return new ImprintException(place + ": " + getMessage(), this);
    }
}
