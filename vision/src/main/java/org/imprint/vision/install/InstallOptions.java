package org.imprint.vision.install;

import java.util.Optional;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.zoo.network.Outputs;

/**
 * What a user may choose about an installation.
 *
 * @param outputs whether the classification head is kept
 * @param replace whether a backbone of that name that is there already is replaced
 * @param digest digits the weights' SHA-256 must begin with, beside the published ones
 */
public record InstallOptions(Outputs outputs, boolean replace, Optional<Digest> digest) {

    /** The embedding alone, nothing replaced, the published digest. */
    public static final InstallOptions STANDARD = new InstallOptions(Outputs.EMBEDDING, false, Optional.empty());

    /** Checks the kind of digest. */
    public InstallOptions {
        digest.ifPresent(d -> Digest.requireSha256("the weights", d));
    }
}
