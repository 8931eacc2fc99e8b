package org.imprint.lab.result;

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

    /** Returns the name in messages, such as {@code MNIST/resnet18/train}. */
    public String name() {
        return dataSet + "/" + backbone + "/" + split;
    }
}
