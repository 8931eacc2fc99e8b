package org.imprint.vision.fetch;

/** One failed try of a download; says whether another one could succeed. */
final class TransferException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    private TransferException(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    static TransferException temporary(String message) {
        return new TransferException(message, true, null);
    }

    static TransferException temporary(String message, Throwable cause) {
        return new TransferException(message, true, cause);
    }

    static TransferException lasting(String message) {
        return new TransferException(message, false, null);
    }

    static TransferException lasting(String message, Throwable cause) {
        return new TransferException(message, false, cause);
    }

    boolean isTemporary() {
        return temporary;
    }
}
