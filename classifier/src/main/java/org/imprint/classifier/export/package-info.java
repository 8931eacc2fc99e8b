/**
 * A classifier as one ONNX file of standard operators: image bytes in, answers out; start at {@link
 * org.imprint.classifier.export.OnnxExport}.
 *
 * <p>The resize in the file gives the same pixels as {@link org.imprint.vision.image.Resampler}, to the bit.
 */
package org.imprint.classifier.export;
