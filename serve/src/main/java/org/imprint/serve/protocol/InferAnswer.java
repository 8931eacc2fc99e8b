package org.imprint.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.Prediction;

/**
 * The answer to a request of inference.
 *
 * @param model its name
 * @param version of the model that answered, if it is known
 * @param id by which the client called the request
 * @param outputs in the order in which they were asked for
 */
record InferAnswer(String model, Optional<String> version, Optional<String> id, List<OutputTensor> outputs) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Returns the answer that predictions make. */
    static InferAnswer of(String model, Optional<String> version, InferRequest request, List<Prediction> predictions) {
        return new InferAnswer(
                model,
                version,
                request.id(),
                request.outputs().stream()
                        .map(wanted -> OutputTensor.of(wanted, predictions))
                        .toList());
    }

    /** Sends it. */
    void send(Context context) {
        InferBody body = body();
        boolean isJson = body.behind() == 0;
        context.contentType(isJson ? "application/json" : "application/octet-stream");
        if (!isJson) {
            context.header(InferBody.HEADER, Integer.toString(body.json()));
        }
        context.result(body.bytes());
    }

    /** Returns JSON, and behind it the tensors that are binary. */
    InferBody body() {
        List<byte[]> behind = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            writeJson(all, behind);
            int json = all.size();
            for (byte[] tensor : behind) {
                all.write(tensor);
            }
            return new InferBody(all.toByteArray(), json, false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeJson(ByteArrayOutputStream all, List<byte[]> behind) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(all)) {
            out.writeStartObject();
            out.writeStringField("model_name", model);
            if (version.isPresent()) {
                out.writeStringField("model_version", version.get());
            }
            if (id.isPresent()) {
                out.writeStringField("id", id.get());
            }
            out.writeArrayFieldStart("outputs");
            for (OutputTensor output : outputs) {
                write(output, out, behind);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static void write(OutputTensor output, JsonGenerator out, List<byte[]> behind) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", output.name());
        out.writeStringField("datatype", output.data().type().name());
        out.writeArrayFieldStart("shape");
        for (int length : output.shape()) {
            out.writeNumber(length);
        }
        out.writeEndArray();
        if (output.isBinary()) {
            byte[] tensor = output.data().binary();
            behind.add(tensor);
            out.writeObjectFieldStart("parameters");
            out.writeNumberField(Parameters.BINARY_SIZE, tensor.length);
            out.writeEndObject();
        } else {
            out.writeFieldName("data");
            output.data().write(output.name(), out);
        }
        out.writeEndObject();
    }
}
