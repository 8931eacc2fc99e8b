package org.imprint.serve;

/**
 * How a server is reached, and what it allows.
 *
 * @param host name or address that it listens on
 * @param port 0 takes one that is free
 * @param readOnly whether everything that would change a classifier is refused
 */
public record ServeOptions(String host, int port, boolean readOnly) {

    /** Returns the options of a server for this machine alone, on a port. */
    public static ServeOptions local(int port) {
        return new ServeOptions("127.0.0.1", port, false);
    }
}
