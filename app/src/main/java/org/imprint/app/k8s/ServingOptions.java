package org.imprint.app.k8s;

import java.util.List;
import java.util.Optional;
import org.imprint.cluster.manifest.ServingManifests;
import org.imprint.cluster.manifest.Storage;
import picocli.CommandLine.Option;

/** What is served in place of a sweep that is run, and to whom. */
final class ServingOptions {

    private static final String SIZE = "10Gi";

    @Option(
            names = "--serve",
            paramLabel = "FILE",
            description =
                    "In place of a sweep: a server of this classifier, by its name on the volume. Repeatable. Goes with"
                            + " --name to --claim-size, --existing-claims, --storage-class, --access-mode and how pods run.")
    private List<String> files = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "Of deployment and service. Default: imprint-serve.")
    private String name = "imprint-serve";

    @Option(names = "--read-only", description = "The server refuses changes; each pod has a copy of the files.")
    private boolean readOnly;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "Pods in [1, 100]; more than one goes with --read-only. Default: 1.")
    private int replicas = 1;

    @Option(names = "--port", paramLabel = "N", description = "Port of the pods in [1024, 65535]. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--token-secret",
            paramLabel = "NAME",
            description = "Secret whose entry token clients must show. Default: imprint-token.")
    private String tokenSecret = "imprint-token";

    @Option(
            names = "--tls-secret",
            paramLabel = "NAME",
            description = "Secret of type kubernetes.io/tls by which pods speak TLS. Default: plain HTTP.")
    private String tlsSecret;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "Name by which clients ask besides the service's, such as an ingress'. Repeatable.")
    private List<String> hosts = List.of();

    @Option(
            names = "--claim",
            paramLabel = "NAME",
            description = "Claim of the volume with the files. Default: imprint-classifiers.")
    private String claim = "imprint-classifiers";

    @Option(names = "--claim-size", paramLabel = "SIZE", description = "Size of that claim. Default: " + SIZE + ".")
    private String size = SIZE;

    boolean isServing() {
        return !files.isEmpty();
    }

    /** Returns what is served. @throws org.imprint.core.ImprintException if a value is none that a cluster takes */
    ServingManifests.Serving serving(boolean existingClaims) {
        return new ServingManifests.Serving(
                name,
                files,
                readOnly,
                replicas,
                new Storage.Claim(claim, existingClaims ? Optional.empty() : Optional.of(size)),
                new ServingManifests.Door(port, tokenSecret, Optional.ofNullable(tlsSecret), hosts));
    }

    /** Returns what is still to be done, as the user types it. */
    List<String> next(String out) {
        return List.of(
                "Before: the secret " + tokenSecret + " with an entry token of 32 characters or more"
                        + (tlsSecret == null ? "" : ", the secret " + tlsSecret)
                        + ", and on the volume of claim " + claim + ": " + String.join(", ", files),
                "Next: kubectl apply " + out);
    }
}
