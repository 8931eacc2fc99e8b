/**
 * Embeddings of known classes, from wherever a user has them: a folder of images, an embeddings file, a classifier's examples.
 *
 * <p>Commands that judge recipes by what they are given start here, so that all of them take the same and say the same of it.
 */
package org.imprint.app.labelled;
