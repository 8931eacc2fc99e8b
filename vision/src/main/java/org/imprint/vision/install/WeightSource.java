package org.imprint.vision.install;

import java.net.URI;
import java.nio.file.Path;

/** Where the official weights are taken from. The published digest is checked wherever they come from. */
public sealed interface WeightSource {

    /** The address on the backbone's card. */
    record Official() implements WeightSource {}

    /** Another address of the same file. */
    record Mirror(URI uri) implements WeightSource {}

    /**
     * A file that is here already.
     *
     * @param anyDigest whether another file than the official one is taken; it will be marked as such
     */
    record LocalFile(Path path, boolean anyDigest) implements WeightSource {}
}
