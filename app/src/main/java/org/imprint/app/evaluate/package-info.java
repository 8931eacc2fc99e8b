/**
 * {@code imprint evaluate}: how good answers are to images whose classes are known, of a classifier, or of a recipe on embeddings files.
 *
 * <p>A test that holds what was trained on is told of, since it says little of new images.
 */
package org.imprint.app.evaluate;
