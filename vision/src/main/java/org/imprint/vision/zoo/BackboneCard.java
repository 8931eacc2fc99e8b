package org.imprint.vision.zoo;

import java.net.URI;
import org.imprint.core.Checks;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.image.Preprocessing;

/**
 * What a user should know about a backbone before using it.
 *
 * @param name the name in commands and sweep files
 * @param weights the official weight file, with its one address and, if it is published, its SHA-256
 * @param licence licence of the weights, in words where sources disagree
 * @param paper the publication of the architecture
 * @param input preprocessing of the images it was trained for
 * @param dimension length d of its embedding
 * @param lambda ridge λ of the least-squares generator that the paper uses with it
 */
public record BackboneCard(
        String name, RemoteFile weights, String licence, URI paper, Preprocessing input, int dimension, double lambda) {

    /** Checks the numbers and what is known of the file. */
    public BackboneCard {
        Checks.require(
                weights.sources().size() == 1,
                "card.weights of " + name + " must have exactly one address",
                weights.sources());
        weights.digest().ifPresent(digest -> Digest.requireSha256("card.weights of " + name, digest));
        Checks.inRange("card.dimension", dimension, 1, 1 << 16);
        Checks.positive("card.lambda", lambda);
    }

    /** Returns the official address of the weights. */
    public URI source() {
        return weights.sources().get(0);
    }
}
