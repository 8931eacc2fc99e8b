package org.imprint.classifier.journal;

import java.io.IOException;
import org.imprint.core.ImprintException;

/** A change could not be written, such as for want of room, and so was not made: classifier and disk are as they were. */
public final class JournalFullException extends ImprintException {

    private static final long serialVersionUID = 1;

    /** Makes one. @param message begins with the file @param cause what the system said */
    public JournalFullException(String message, IOException cause) {
        super(message, cause);
    }
}
