/**
 * Tensors as they stand in requests and answers: in JSON, or in binary form behind it.
 *
 * <p>Start at {@link org.imprint.serve.protocol.tensor.TensorSource} for those that are given, at {@link
 * org.imprint.serve.protocol.tensor.TensorData} for those that are answered.
 */
package org.imprint.serve.protocol.tensor;
