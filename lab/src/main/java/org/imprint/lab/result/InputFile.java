package org.imprint.lab.result;

import java.util.regex.Pattern;
import org.imprint.core.Checks;

/**
 * A file of embeddings as it was read.
 *
 * @param dataSet name of the data set
 * @param backbone name of the backbone
 * @param split {@code train}, {@code test} or {@code val}
 * @param sha256 digest of the embeddings and labels it holds, 64 lower-case hexadecimal digits; equal numbers give equal
 *     digests however they are stored
 * @param rows n
 * @param dimension d
 */
public record InputFile(String dataSet, String backbone, String split, String sha256, int rows, int dimension) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the digest and the numbers. */
    public InputFile {
        Checks.require(SHA256.matcher(sha256).matches(), "sha256 must be 64 lower-case hexadecimal digits", sha256);
        Checks.require(rows >= 1 && dimension >= 1, "embeddings must be at least 1 x 1", rows + " x " + dimension);
    }

    /** Returns the name in messages, such as {@code MNIST/resnet18/train}. */
    public String name() {
        return dataSet + "/" + backbone + "/" + split;
    }
}
