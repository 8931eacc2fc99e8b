/**
 * How answers of a classifier are shown: to people, as JSON, as CSV.
 *
 * <p>One answer is written as soon as it is there, so that any number of images can be asked about. Whatever the form, an image that
 * could not be read is told of, never passed over.
 */
package org.imprint.app.classifier.answer;
