package org.imprint.classifier.evaluate;

import java.util.Optional;

/**
 * A class of judged images that the classifier does not know.
 *
 * @param name the class
 * @param near a class that it knows whose name is so near that this one may be a slip
 * @param n how many images were judged
 * @param unknown how many of them were taken for none of the classes, which is right
 */
public record ForeignClass(String name, Optional<String> near, int n, int unknown) {}
