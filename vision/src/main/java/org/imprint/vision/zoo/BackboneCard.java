package org.imprint.vision.zoo;

import java.net.URI;
import org.imprint.core.Checks;
import org.imprint.vision.image.Preprocessing;

/**
 * What a user should know about a backbone before using it.
 *
 * @param name the name in commands and sweep files
 * @param weights the official weight file
 * @param licence licence of the weights, in words where sources disagree
 * @param paper the publication of the architecture
 * @param input preprocessing of the images it was trained for
 * @param dimension length d of its embedding
 * @param lambda ridge λ of the least-squares generator that the paper uses with it
 */
public record BackboneCard(
        String name, Download weights, String licence, URI paper, Preprocessing input, int dimension, double lambda) {

    /** Checks the numbers. */
    public BackboneCard {
        Checks.inRange("card.dimension", dimension, 1, 1 << 16);
        Checks.positive("card.lambda", lambda);
    }
}
