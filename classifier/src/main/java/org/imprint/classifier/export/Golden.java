package org.imprint.classifier.export;

/**
 * Something to ask an exported file, and what it must answer.
 *
 * @param name for messages
 * @param content a PNG file; d floats, little-endian, where the file takes embeddings
 * @param label place of the class that must be answered
 * @param scores that every class must get, about
 * @param isUnknown whether the score must be below the class's threshold
 */
public record Golden(String name, byte[] content, int label, float[] scores, boolean isUnknown) {}
