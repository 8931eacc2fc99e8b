package org.imprint.cluster.manifest;

import java.util.Optional;
import org.imprint.core.Checks;

/**
 * The two volumes.
 *
 * @param data claim of the volume with the embeddings, mounted at {@value #DATA}
 * @param results claim of the volume with the result stores, mounted at {@value #RESULTS}
 * @param storageClass class of claims that are made; empty takes the cluster's default
 * @param accessMode of claims that are made
 */
public record Storage(Claim data, Claim results, Optional<String> storageClass, AccessMode accessMode) {

    /** Where the data volume is mounted. */
    public static final String DATA = "/data";

    /** Where the results volume is mounted. */
    public static final String RESULTS = "/results";

    /** Checks the name, and that one claim for both is said once. */
    public Storage {
        storageClass.ifPresent(s -> Legal.name("storage class", s));
        Checks.require(
                !data.name().equals(results.name()) || data.size().equals(results.size()),
                "one claim for data and results must have one size",
                said(data) + " and " + said(results));
    }

    /**
     * A claim of a volume.
     *
     * @param name its name
     * @param size its size if it is to be made; empty uses one that exists
     */
    public record Claim(String name, Optional<String> size) {
        /** Checks name and size. */
        public Claim {
            Legal.name("claim", name);
            size.ifPresent(s -> Legal.bytes("size of claim " + name, s));
        }
    }

    private static String said(Claim claim) {
        return claim.size().orElse("none");
    }

    /** Returns claims that are made, for pods on one node. */
    public static Storage defaults() {
        return new Storage(
                new Claim("imprint-data", Optional.of("50Gi")),
                new Claim("imprint-results", Optional.of("10Gi")),
                Optional.empty(),
                AccessMode.ONE_NODE);
    }
}
