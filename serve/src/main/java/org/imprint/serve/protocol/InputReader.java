package org.imprint.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;
import org.imprint.serve.protocol.tensor.BinaryTensor;
import org.imprint.serve.protocol.tensor.Fields;
import org.imprint.serve.protocol.tensor.JsonTensor;
import org.imprint.serve.protocol.tensor.TensorShape;
import org.imprint.serve.protocol.tensor.TensorType;

/** Reads one input tensor. Its data are taken in passing where name, type and shape stand before them, or else gone back to. */
final class InputReader {

    private static final int MOST_AXES = 4;

    private final ModelSignature model;
    private final InferBody body;
    private final JsonParser in;
    private String name;
    private TensorType type;
    private TensorShape shape;
    private Parameters parameters = Parameters.none();
    private Optional<InferInput> read = Optional.empty();
    private Optional<Long> skipped = Optional.empty();

    private InputReader(ModelSignature model, InferBody body, JsonParser in) {
        this.model = model;
        this.body = body;
        this.in = in;
    }

    /** Reads a tensor. @param in stands at the start of its object @throws HttpProblem if it is not as it must be */
    static InferInput read(ModelSignature model, InferBody body, JsonParser in) throws IOException {
        return new InputReader(model, body, in).read();
    }

    private InferInput read() throws IOException {
        Fields.requireObject(in, "input");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> name = Fields.text(in, "name of input");
                case "datatype" -> type = TensorType.of("datatype", Fields.text(in, "datatype"));
                case "shape" -> shape = shape();
                case "parameters" ->
                    parameters = Parameters.read(
                            in, "parameters of input", Set.of(Parameters.BINARY_SIZE, Parameters.CONTENT_TYPE));
                case "data" -> data();
                default -> throw Fields.unknown("input", "name, shape, datatype, parameters, data", field);
            }
        }
        return whole();
    }

    private TensorShape shape() throws IOException {
        Fields.requireArray(in, "shape");
        List<Long> dims = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (dims.size() == MOST_AXES) {
                throw new HttpProblem(400, "shape must have at most " + MOST_AXES + " axes, was longer");
            }
            dims.add(Fields.integer(in, "length of an axis of shape"));
        }
        return new TensorShape(dims);
    }

    private void data() throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Fields.requireArray(in, "data");
        long at = in.currentTokenLocation().getByteOffset();
        if (name != null && type != null && shape != null) {
            read = Optional.of(fromJson(in, at));
        } else {
            skipped = Optional.of(at);
            in.skipChildren();
        }
    }

    private InferInput fromJson(JsonParser parser, long at) {
        InputKind kind = kind();
        return InputMaker.make(kind, shape, new JsonTensor(name, type, shape, parser, body.json() - at));
    }

    private InputKind kind() {
        InputKind kind = model.input(name);
        kind.check(type, shape, model.d());
        kind.checkImages(shape, model.mostImages());
        return kind;
    }

    private InferInput whole() throws IOException {
        require(name != null, "a name");
        require(type != null, "a datatype");
        require(shape != null, "a shape");
        InputKind kind = kind();
        Optional<Long> size = parameters.count(Parameters.BINARY_SIZE, 0);
        boolean inJson = read.isPresent() || skipped.isPresent();
        require(inJson || size.isPresent(), "data, or binary_data_size in its parameters");
        require(!inJson || size.isEmpty(), "either data or binary_data_size");
        requireContentType(kind, inJson);
        body.requireBehindJson(size.orElse(0L));
        if (size.isPresent()) {
            return InputMaker.make(kind, shape, new BinaryTensor(name, type, shape, body.bytes(), body.json(), (int)
                    (long) size.get()));
        }
        return read.isPresent() ? read.get() : again(skipped.orElseThrow());
    }

    private InferInput again(long at) throws IOException {
        try (JsonParser parser = RequestReader.parser(body, (int) at)) {
            parser.nextToken();
            return fromJson(parser, at);
        }
    }

    private void requireContentType(InputKind kind, boolean inJson) {
        Optional<String> given = parameters.text(Parameters.CONTENT_TYPE);
        boolean isRight = kind != InputKind.IMAGE || inJson;
        if (given.isPresent() && !(isRight && given.get().equals(kind.contentType()))) {
            throw new HttpProblem(
                    400,
                    "content_type of " + name + " must be "
                            + (isRight ? kind.contentType() : "none where it is binary") + ", was "
                            + Told.text(given.get()));
        }
    }

    private void require(boolean legal, String what) {
        if (!legal) {
            throw new HttpProblem(
                    400, "input" + (name == null ? "" : " " + Told.text(name)) + " must have " + what + ", has not");
        }
    }
}
