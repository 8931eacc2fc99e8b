package org.imprint.vision.store;

import java.nio.file.Path;
import java.util.List;
import org.imprint.vision.data.DataException;

/** A file that is there, finished or begun, holds something else than what was to be written. It was left as it is. */
public final class OtherContentException extends DataException {

    private static final long serialVersionUID = 1L;

    OtherContentException(Path file, String what, List<String> differences) {
        super(file + " " + what + ":\n  " + String.join("\n  ", differences));
    }
}
