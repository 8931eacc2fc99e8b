/**
 * Random sequences of changes, each held against a model of its own and a fresh fit.
 *
 * <p>Start at {@link org.imprint.classifier.walk.RandomWalkTest}.
 */
package org.imprint.classifier.walk;
