/**
 * Known backbones: what they are called, what they are, and which of them a state dict belongs to.
 *
 * <p>{@link org.imprint.vision.zoo.Zoo} lists them; each is one {@link org.imprint.vision.zoo.BackboneCard}.
 * {@link org.imprint.vision.zoo.family} says how each family computes, {@link org.imprint.vision.zoo.network} makes an ONNX graph of
 * that. A new backbone of a known family is one card, a new family one class more.
 */
package org.imprint.vision.zoo;
