package org.imprint.lab.sweep;

import org.imprint.core.ImprintException;

/** A sweep file cannot be used; the message begins with its path and names every problem. */
public final class SweepException extends ImprintException {

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
