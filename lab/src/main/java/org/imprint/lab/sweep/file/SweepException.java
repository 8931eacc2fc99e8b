package org.imprint.lab.sweep.file;

/** A sweep file cannot be used; the message begins with its path and names every problem. */
public final class SweepException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public SweepException(String message) {
        super(message);
    }

    /** Creates the exception with what caused it. */
    public SweepException(String message, Throwable cause) {
        super(message, cause);
    }
}
