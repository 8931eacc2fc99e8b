package org.imprint.classifier.intake;

/**
 * An image that is there under another name, byte for byte.
 *
 * @param name the image
 * @param className the class that it was given for
 * @param other the one that was there before
 * @param otherClass the class of that one
 */
public record SameImage(String name, String className, String other, String otherClass) {}
