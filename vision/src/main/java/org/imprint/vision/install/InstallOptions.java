package org.imprint.vision.install;

import java.util.Optional;
import org.imprint.vision.zoo.Outputs;
import org.imprint.vision.zoo.Sha256;

/**
 * What a user may choose about an installation.
 *
 * @param outputs whether the classification head is kept
 * @param replace whether a backbone of that name that is there already is replaced
 * @param digest digits the weights' SHA-256 must begin with, beside the published ones
 */
public record InstallOptions(Outputs outputs, boolean replace, Optional<Sha256> digest) {

    /** The embedding alone, nothing replaced, the published digest. */
    public static final InstallOptions STANDARD = new InstallOptions(Outputs.EMBEDDING, false, Optional.empty());
}
