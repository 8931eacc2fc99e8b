package org.imprint.serve.protocol;

import java.util.List;
import org.imprint.serve.protocol.tensor.TensorType;

/**
 * A tensor as the metadata of a model tell of it.
 *
 * @param name by which requests and answers call it
 * @param datatype of its elements
 * @param shape lengths of its axes, −1 where each request has its own
 */
record TensorFacts(String name, TensorType datatype, List<Integer> shape) {}
