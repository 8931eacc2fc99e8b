/**
 * Frozen backbones by contract: an ONNX file that turns a batch of images into embeddings, and a descriptor beside it that
 * says how an image becomes its input.
 *
 * <p>Inference runs on ONNX Runtime, on the calling thread alone, so that equal batches give equal bits whoever computes
 * them and however many do so at once.
 */
package org.imprint.vision.backbone;
