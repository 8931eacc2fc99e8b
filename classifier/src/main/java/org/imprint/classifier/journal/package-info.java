/**
 * A classifier whose every change is on disk before it is told of.
 *
 * <p>The file of the classifier stays as it is; changes are written behind one another into {@code NAME.imprint.journal} beside it, and
 * taken into a new file now and then. What a process that was killed leaves is taken in by the next one.
 *
 * <p>Start at {@link org.imprint.classifier.journal.JournaledClassifier}.
 */
package org.imprint.classifier.journal;
