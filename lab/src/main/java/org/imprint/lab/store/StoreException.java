package org.imprint.lab.store;

/** A result store cannot be used; the message begins with the path of the store or of the file in it. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public StoreException(String message) {
        super(message);
    }

    /** Creates the exception with what caused it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
