/**
 * A classifier whose every change is on disk before it is told of.
 *
 * <p>Start at {@link org.imprint.classifier.journal.JournaledClassifier}.
 */
package org.imprint.classifier.journal;
