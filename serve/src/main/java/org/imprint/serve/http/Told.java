package org.imprint.serve.http;

import org.imprint.core.text.Legible;

/** What a client wrote, as it is told back. */
public final class Told {

    private static final int MOST = 80;

    private Told() {}

    /** Returns the start of a text, which may be long and hold anything. */
    public static String text(String given) {
        return Legible.shown(given.length() <= MOST ? given : given.substring(0, MOST) + "…");
    }
}
