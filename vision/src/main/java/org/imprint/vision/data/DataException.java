package org.imprint.vision.data;

import org.imprint.core.ImprintException;

/** A data file or image that cannot be read; the message starts with its path and says what is wrong. */
public class DataException extends ImprintException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with the sentence for the user. */
    public DataException(String message) {
        super(message);
    }

    /** Creates the exception with the sentence for the user and the error beneath it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
