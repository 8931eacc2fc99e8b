package org.imprint.serve.http;

import org.imprint.core.ImprintException;

/** Something that a client did wrong or asks in vain, with the status that tells so. */
public final class HttpProblem extends ImprintException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** Makes one. @param status of HTTP, 4xx or 5xx @param message what, the legal range, what was given */
    public HttpProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }
}
