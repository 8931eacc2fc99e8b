package org.imprint.vision.fetch;

import org.imprint.vision.data.DataException;

/** No address gave a file; whoever has it from elsewhere can go on. */
public final class DownloadException extends DataException {

    private static final long serialVersionUID = 1L;

    DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
