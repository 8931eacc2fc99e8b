package org.imprint.serve.guard;

import java.util.List;
import java.util.Optional;

/**
 * Who is let in, and by what names.
 *
 * @param token that clients must show; empty lets in everybody on this machine
 * @param hosts names by which the server is asked for besides its own, each {@code NAME} for any port or {@code NAME:PORT}
 * @param origins of pages elsewhere that may ask, such as {@code https://birds.example}
 */
public record Access(Optional<AccessToken> token, List<HostName> hosts, List<WebOrigin> origins) {

    /** Copies the lists. */
    public Access {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }

    /** Returns that of a server for this machine alone. */
    public static Access local() {
        return new Access(Optional.empty(), List.of(), List.of());
    }
}
