package org.imprint.cluster;

/** A cluster cannot be reached, refuses, or holds something else than was expected; the message is one sentence for people. */
public final class ClusterException extends RuntimeException {

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
