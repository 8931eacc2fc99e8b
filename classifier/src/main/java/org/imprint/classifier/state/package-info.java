/**
 * What a classifier is at one moment: settings, classes with their examples and proxies, and the head that answers.
 *
 * <p>Everything here is immutable but {@link org.imprint.classifier.state.Workshop}, which one writer at a time uses to make the next
 * state. Examples of a class lie in one canonical order, so that a state does not depend on the order in which they were learned.
 */
package org.imprint.classifier.state;
