package org.imprint.cluster;

import org.imprint.core.ImprintException;

/** A cluster cannot be reached, refuses, or holds something else than was expected; the message is one sentence for people. */
public final class ClusterException extends ImprintException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public ClusterException(String message) {
        super(message);
    }

    /** Creates the exception with what caused it. */
    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
