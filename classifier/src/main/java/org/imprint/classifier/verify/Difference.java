package org.imprint.classifier.verify;

/**
 * Something in which an exported file is not what it must be.
 *
 * @param aspect in what
 * @param what it must be and is, for people
 */
public record Difference(Aspect aspect, String what) {}
