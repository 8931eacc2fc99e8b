package org.imprint.app.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.serve.guard.Access;
import org.imprint.serve.guard.AccessToken;
import org.imprint.serve.guard.Doorway;
import org.imprint.serve.guard.HostName;
import org.imprint.serve.guard.WebOrigin;
import picocli.CommandLine.Option;

/** Where a server listens, and who is let in. */
final class AccessOptions {

    private static final String LOOPBACK = "127.0.0.1";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = LOOPBACK,
            description = "Address that is listened on; 0.0.0.0 for all. Other machines need the token. Default:"
                    + " ${DEFAULT-VALUE}, this machine alone.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port in [0, 65535]; 0 for one that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The token that clients must show; FILE must not be readable by others. Without it one is made at"
                            + " the start where one is needed, and told once.")
    private Path tokenFile;

    @Option(names = "--require-token", description = "Want a token on this machine as well.")
    private boolean requireToken;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME[:PORT]",
            description = "Another name by which clients ask for this server, such as that of a proxy; repeatable.")
    private List<String> hosts = List.of();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Origin of a page elsewhere that may ask, such as http://localhost:3000; repeatable.")
    private List<String> origins = List.of();

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** Whether the token was made here, so that nobody else can tell it. */
    boolean makesToken() {
        return tokenFile == null;
    }

    /** Returns who is let in. @throws org.imprint.core.ImprintException if a value is none */
    Access access() {
        return new Access(
                token(),
                hosts.stream().map(HostName::of).toList(),
                origins.stream().map(WebOrigin::new).toList());
    }

    private Optional<AccessToken> token() {
        if (tokenFile != null) {
            return Optional.of(AccessToken.ofFile(tokenFile));
        }
        return requireToken || !Doorway.isLoopback(host) ? Optional.of(AccessToken.made()) : Optional.empty();
    }
}
