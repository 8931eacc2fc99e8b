/**
 * ONNX graphs under construction and the files they are written to, by {@link org.imprint.vision.onnx.Graph} and
 * {@link org.imprint.vision.onnx.OnnxWriter}; weights are streamed, not held.
 */
package org.imprint.vision.onnx;
