/**
 * From images to embeddings: decoding, resampling, data-set readers, ONNX Runtime backbones and the HDF5 store.
 *
 * <p>The same images give the same bytes of embeddings for every number of threads, interrupted or not. Files are other people's: no size
 * is trusted before it was compared with what is there. What is left out is counted and named. Nothing here knows of sweeps.
 */
package org.imprint.vision;
