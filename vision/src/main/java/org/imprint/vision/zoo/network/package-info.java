/**
 * From a description of a network and an official state dict to an ONNX graph whose output is the embedding.
 *
 * <p>An {@link org.imprint.vision.zoo.network.Architecture} speaks in terms of {@link org.imprint.vision.zoo.network.Layers};
 * {@link org.imprint.vision.zoo.network.OnnxConverter} carries that out. Every tensor is asked for by name and shape, and a file with
 * one too few or too many is refused. Knows no backbone by name.
 */
package org.imprint.vision.zoo.network;
