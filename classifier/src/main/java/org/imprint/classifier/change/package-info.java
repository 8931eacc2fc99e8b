/**
 * What was done to a classifier, so that it can be told and taken back.
 *
 * <p>A change keeps the classes that it touched as they were before and after; everything else is shared. What was erased is in no
 * change.
 */
package org.imprint.classifier.change;
