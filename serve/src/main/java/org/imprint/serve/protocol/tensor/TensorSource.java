package org.imprint.serve.protocol.tensor;

import java.util.List;

/** The data of a tensor, of which the shape is known; read once. */
public sealed interface TensorSource permits JsonTensor, BinaryTensor {

    /** Returns its numbers in row-major order. @throws org.imprint.serve.http.HttpProblem if they are not those of the shape */
    float[] numbers();

    /** Returns its numbers in [0, 255] in row-major order. @throws org.imprint.serve.http.HttpProblem if they are not those of the shape */
    byte[] octets();

    /** Returns its byte strings. @throws org.imprint.serve.http.HttpProblem if they are not those of the shape */
    List<byte[]> strings();
}
