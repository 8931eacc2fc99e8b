/**
 * Known backbones: from an official state dict to an ONNX graph whose output is the embedding.
 *
 * <p>{@link org.imprint.vision.zoo.Zoo} lists them. Each family is one {@link org.imprint.vision.zoo.Architecture} that
 * reads like the paper's figure, in terms of {@link org.imprint.vision.zoo.Layers}; each backbone is one
 * {@link org.imprint.vision.zoo.BackboneCard}. A new backbone of a known family is one card, a new family one class more.
 */
package org.imprint.vision.zoo;
