package org.imprint.serve.guard;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;

/**
 * Why a request is not let in.
 *
 * @param status of HTTP
 * @param message one sentence: what, what is legal, what was given
 * @param field a header that belongs to the status
 */
public record Refusal(int status, String message, Optional<HttpField> field) {

    /** Returns one without a header. */
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, Optional.empty());
    }

    /** Returns this with a header. */
    public Refusal with(String name, String value) {
        return new Refusal(status, message, Optional.of(new HttpField(name, value)));
    }
}
