package org.imprint.vision.embed;

/**
 * What the images are, for the provenance of a file.
 *
 * @param dataSet name of the data set
 * @param split name of the split, or empty if there is only one
 */
public record Origin(String dataSet, String split) {}
