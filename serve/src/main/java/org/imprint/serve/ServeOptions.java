package org.imprint.serve;

import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.serve.guard.Access;
import org.imprint.serve.guard.Doorway;
import org.imprint.serve.guard.Limits;
import org.imprint.serve.guard.tls.TlsIdentity;

/**
 * How a server is reached, and what it allows.
 *
 * @param host name or address that it listens on
 * @param port 0 takes one that is free
 * @param readOnly whether everything that would change a classifier is refused
 * @param access who is let in
 * @param limits how much one request may take
 * @param tls what it shows as itself; empty for plain HTTP
 */
public record ServeOptions(
        String host, int port, boolean readOnly, Access access, Limits limits, Optional<TlsIdentity> tls) {

    private static final int MOST_PORT = 65_535;

    /** Checks that other machines come in by a token alone. */
    public ServeOptions {
        Checks.inRange("port", port, 0, MOST_PORT);
        Checks.require(
                access.token().isPresent() || Doorway.isLoopback(host),
                "without a token the host must be this machine's own, such as 127.0.0.1",
                host);
    }

    /** Returns options with the standard limits, for everybody on this machine. */
    public ServeOptions(String host, int port, boolean readOnly) {
        this(host, port, readOnly, Access.local(), Limits.standard(), Optional.empty());
    }

    /** Returns the options of a server for this machine alone, on a port. */
    public static ServeOptions local(int port) {
        return new ServeOptions("127.0.0.1", port, false);
    }

    /** Returns where it listens. */
    Doorway doorway() {
        return new Doorway(host, tls.isPresent(), access);
    }
}
