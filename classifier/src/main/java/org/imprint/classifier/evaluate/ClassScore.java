package org.imprint.classifier.evaluate;

/**
 * How well one class is told from the others.
 *
 * @param name the class
 * @param n how many of its images were judged
 * @param answered how often it was answered, for images of all classes that are known
 * @param right how often it was answered rightly
 * @param recall right / n, in [0, 1]; 0 without images
 * @param precision right / answered, in [0, 1]; 0 if it was never answered
 * @param f1 2 · precision · recall / (precision + recall), in [0, 1]; 0 if both are
 */
public record ClassScore(String name, long n, long answered, long right, double recall, double precision, double f1) {}
