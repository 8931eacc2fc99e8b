/**
 * What is wrong with a set of images, or looks so: what a finding says, and all of them in order of severity.
 *
 * <p>Checks themselves are in packages below: they know digests, embeddings or pixels, and give findings. Nothing here moves or changes a
 * file. Immutable.
 */
package org.imprint.classifier.doctor;
