/**
 * Backbones on this machine: official weights become an ONNX file with descriptor and provenance in one cache folder, and are found
 * there by name afterwards, without a network.
 *
 * <p>{@link org.imprint.vision.install.BackboneHome} is the folder, {@link org.imprint.vision.install.BackboneInstaller} fills
 * it. A backbone appears there whole or not at all.
 */
package org.imprint.vision.install;
