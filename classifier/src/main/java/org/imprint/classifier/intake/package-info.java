/**
 * From folders of images to examples of classes, with an account of every file: nothing is left out that is not told.
 */
package org.imprint.classifier.intake;
