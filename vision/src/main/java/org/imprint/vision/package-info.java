/** From images to embeddings: decoding, resampling, data-set readers, ONNX Runtime backbones and the HDF5 store. */
package org.imprint.vision;
