package org.imprint.app.serve;

import java.nio.file.Path;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.serve.guard.tls.TlsIdentity;
import picocli.CommandLine.Option;

/** By what certificate a server speaks TLS, if it does. */
final class TlsOptions {

    @Option(
            names = "--tls-cert",
            paramLabel = "PEM",
            description = "Speak TLS 1.2 and 1.3 by this certificate; those that vouch for it follow it in the file.")
    private Path certificates;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "The certificate's key, without a password.")
    private Path key;

    /** Returns it. @throws org.imprint.core.ImprintException if one is given without the other, or cannot be read */
    Optional<TlsIdentity> identity() {
        Checks.require(
                (certificates == null) == (key == null),
                "--tls-cert and --tls-key go together",
                "only " + (key == null ? "--tls-cert" : "--tls-key"));
        return Optional.ofNullable(certificates).map(file -> TlsIdentity.ofFiles(file, key));
    }
}
