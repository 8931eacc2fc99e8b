package org.imprint.vision.decode.base;

import org.imprint.vision.data.DataException;

/** An image file that gives no picture; the message starts with its name. */
public final class ImageException extends DataException {

    private static final long serialVersionUID = 1L;

    private final ImageProblem problem;

    /** Creates the exception with the sentence for the user. */
    public ImageException(ImageProblem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** Creates the exception with the sentence for the user and the error beneath it. */
    public ImageException(ImageProblem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** Returns what kind of problem it is. */
    public ImageProblem problem() {
        return problem;
    }
}
