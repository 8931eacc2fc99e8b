/**
 * How good a classifier is on images whose classes are known: accuracy, what is taken for what, and which images those are.
 *
 * <p>Nothing that was judged is dropped: images of classes that the classifier does not know are told of apart. Immutable.
 */
package org.imprint.classifier.evaluate;
