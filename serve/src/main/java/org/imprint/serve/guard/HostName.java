package org.imprint.serve.guard;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * A name or address that a server is asked for, with or without its port.
 *
 * @param name in lower case; an IPv6 address in brackets
 * @param port empty for any
 */
public record HostName(String name, OptionalInt port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int MOST_PORT = 65_535;

    /** Returns that of a text {@code NAME} or {@code NAME:PORT}. @throws ImprintException if it is neither */
    public static HostName of(String text) {
        Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new ImprintException("host must be NAME or NAME:PORT, was " + text);
        }
        if (parts.group(2) == null) {
            return new HostName(parts.group(1), OptionalInt.empty());
        }
        int port = Checks.inRange("port of " + text, Integer.parseInt(parts.group(2)), 1, MOST_PORT);
        return new HostName(parts.group(1), OptionalInt.of(port));
    }

    /** Returns whether this is an address and no name: a page cannot make a browser take it for another machine's. */
    boolean isAddress() {
        return ADDRESS.matcher(name).matches();
    }

    /** Returns whether a request for {@code asked} is one for this. @param usual port of what names none */
    boolean covers(HostName asked, int usual) {
        return name.equals(asked.name) && (port.isEmpty() || port.getAsInt() == asked.port.orElse(usual));
    }

    @Override
    public String toString() {
        return port.isEmpty() ? name : name + ":" + port.getAsInt();
    }
}
