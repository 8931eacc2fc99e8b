package org.imprint.serve.protocol;

import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;

/**
 * The body of a request of inference, or of its answer: JSON, and tensors that may stand behind it.
 *
 * @param bytes all of it
 * @param json how many are JSON
 * @param isRaw whether all are a tensor, without JSON
 */
record InferBody(byte[] bytes, int json, boolean isRaw) {

    /** Header with the number of bytes that are JSON. */
    static final String HEADER = "Inference-Header-Content-Length";

    /** Parts a body. @param header what {@link #HEADER} says; null if it is not there @throws HttpProblem if it does not fit the body */
    static InferBody of(byte[] bytes, String header) {
        if (header == null) {
            return new InferBody(bytes, bytes.length, false);
        }
        if (!header.matches("[0-9]{1,10}") || Long.parseLong(header) > bytes.length) {
            throw new HttpProblem(
                    400,
                    HEADER + " must be in [0, " + bytes.length + "], the bytes of the body, was " + Told.text(header));
        }
        int json = Integer.parseInt(header);
        return new InferBody(bytes, json, json == 0);
    }

    /** Returns how many bytes are behind the JSON. */
    int behind() {
        return bytes.length - json;
    }

    /** Checks that what is claimed is what is behind the JSON. @throws HttpProblem if there is more or less */
    void requireBehindJson(long claimed) {
        if (claimed != behind()) {
            throw new HttpProblem(
                    400,
                    "binary_data_size must be " + behind() + ", the bytes behind the JSON (" + HEADER + "), was "
                            + claimed);
        }
    }
}
