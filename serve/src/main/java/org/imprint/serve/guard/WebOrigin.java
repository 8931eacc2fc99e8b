package org.imprint.serve.guard;

import java.util.Locale;
import java.util.regex.Pattern;
import org.imprint.core.Checks;

/**
 * An origin of pages, as browsers tell it.
 *
 * @param text scheme, host and port, such as {@code http://localhost:3000}
 */
public record WebOrigin(String text) {

    private static final Pattern FORM = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

    /** Checks the form: no wildcard, no path, no {@code null}. */
    public WebOrigin {
        text = text.toLowerCase(Locale.ROOT);
        Checks.require(
                FORM.matcher(text).matches(), "origin must be http(s)://HOST[:PORT] without a path or wildcard", text);
    }
}
