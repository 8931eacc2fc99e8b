package org.imprint.serve.protocol;

import java.util.List;
import java.util.Optional;
import org.imprint.serve.model.GivenImage;
import org.imprint.serve.protocol.tensor.BinaryTensor;
import org.imprint.serve.protocol.tensor.TensorShape;
import org.imprint.serve.protocol.tensor.TensorType;

/** Reads requests that are a tensor and nothing else: one image file, or rows of embeddings. All outputs are wanted, in binary form. */
final class RawRequest {

    private RawRequest() {}

    /** Reads a request. @throws org.imprint.serve.http.HttpProblem if the bytes are not whole rows */
    static InferRequest read(ModelSignature model, InferBody body) {
        return new InferRequest(Optional.empty(), input(model, body), RequestReader.all(model, true));
    }

    private static InferInput input(ModelSignature model, InferBody body) {
        if (model.takesImages()) {
            return new InferInput.Images(List.of(new GivenImage("image[0]", body.bytes())));
        }
        long rows = Math.max(1, body.behind() / ((long) model.d() * TensorType.FP32.size()));
        TensorShape shape = new TensorShape(List.of(rows, (long) model.d()));
        String name = InputKind.EMBEDDINGS.wireName();
        return InputMaker.make(
                InputKind.EMBEDDINGS,
                shape,
                new BinaryTensor(name, TensorType.FP32, shape, body.bytes(), body.json(), body.behind()));
    }
}
