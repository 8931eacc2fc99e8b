package org.imprint.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.imprint.serve.http.BadJson;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;
import org.imprint.serve.protocol.tensor.Fields;

/** Reads requests of inference, without a tree of their JSON. */
final class RequestReader {

    private static final int DEEPEST = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 alone, so that places are places of bytes
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE) // an image in base64; the body has its own limit
                    .build())
            .build();

    private final ModelSignature model;
    private final InferBody body;
    private Optional<String> id = Optional.empty();
    private Optional<InferInput> input = Optional.empty();
    private Parameters parameters = Parameters.none();
    private final List<Asked> asked = new ArrayList<>();

    /** An output of which it is not yet known what holds for all. */
    private record Asked(OutputKind kind, Optional<Boolean> binary, OptionalInt classification) {}

    private RequestReader(ModelSignature model, InferBody body) {
        this.model = model;
        this.body = body;
    }

    /** Returns a parser of the JSON of a body. @param from where it starts */
    static JsonParser parser(InferBody body, int from) throws IOException {
        return JSON.createParser(body.bytes(), from, body.json() - from);
    }

    /** Reads a request. @throws HttpProblem if it is not as it must be, or asks for too much */
    static InferRequest read(ModelSignature model, InferBody body) {
        InferRequest request = body.isRaw() ? RawRequest.read(model, body) : new RequestReader(model, body).fromJson();
        request.requireBounded(model.classes());
        return request;
    }

    private InferRequest fromJson() {
        try (JsonParser in = parser(body, 0)) {
            in.nextToken();
            Fields.requireObject(in, "body");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                field(field, in);
            }
            if (in.nextToken() != null) {
                throw new HttpProblem(400, "body must end with its JSON object, was followed by " + in.currentToken());
            }
        } catch (IOException e) {
            throw BadJson.problem(e);
        }
        return new InferRequest(
                id, input.orElseThrow(() -> new HttpProblem(400, "body must have inputs, has not")), outputs());
    }

    private void field(String field, JsonParser in) throws IOException {
        switch (field) {
            case "id" -> id = Fields.optionalText(in, "id");
            case "model_name" -> same("model_name", model.name(), Fields.optionalText(in, "model_name"));
            case "model_version" -> same("model_version", model.version(), Fields.optionalText(in, "model_version"));
            case "parameters" ->
                parameters = Parameters.read(in, "parameters of the request", Set.of(Parameters.BINARY_OUTPUT));
            case "inputs" -> inputs(in);
            case "outputs" -> outputs(in);
            default ->
                throw Fields.unknown("request", "id, model_name, model_version, parameters, inputs, outputs", field);
        }
    }

    private static void same(String what, String asked, Optional<String> given) {
        if (given.isPresent() && !given.get().equals(asked)) {
            throw new HttpProblem(400, what + " must be " + asked + ", as in the path, was " + Told.text(given.get()));
        }
    }

    private void inputs(JsonParser in) throws IOException {
        Fields.requireArray(in, "inputs");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (input.isPresent()) {
                throw oneInput("more");
            }
            input = Optional.of(InputReader.read(model, body, in));
        }
        if (input.isEmpty()) {
            throw oneInput("none");
        }
    }

    private HttpProblem oneInput(String was) {
        return new HttpProblem(
                400,
                "inputs must be exactly one of "
                        + model.inputs().stream().map(InputKind::wireName).toList() + ", was " + was);
    }

    private void outputs(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Fields.requireArray(in, "outputs");
        Set<OutputKind> seen = EnumSet.noneOf(OutputKind.class);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Asked output = output(in);
            if (!seen.add(output.kind())) {
                throw new HttpProblem(
                        400,
                        "outputs must name each once, was twice "
                                + output.kind().wireName());
            }
            asked.add(output);
        }
    }

    private Asked output(JsonParser in) throws IOException {
        Fields.requireObject(in, "output");
        Optional<OutputKind> kind = Optional.empty();
        Parameters how = Parameters.none();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> kind = Optional.of(model.output(Fields.text(in, "name of output")));
                case "parameters" ->
                    how = Parameters.read(
                            in, "parameters of output", Set.of(Parameters.BINARY, Parameters.CLASSIFICATION));
                default -> throw Fields.unknown("output", "name, parameters", field);
            }
        }
        OutputKind named = kind.orElseThrow(() -> new HttpProblem(400, "output must have a name, has not"));
        Optional<Long> count = how.count(Parameters.CLASSIFICATION, 1);
        if (count.isPresent() && named != OutputKind.PROBABILITIES) {
            throw new HttpProblem(
                    400, "classification must be asked of probabilities, was asked of " + named.wireName());
        }
        OptionalInt largest =
                count.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, count.get()));
        return new Asked(named, how.flag(Parameters.BINARY), largest);
    }

    private List<WantedOutput> outputs() {
        boolean binary = parameters.flag(Parameters.BINARY_OUTPUT).orElse(false);
        if (asked.isEmpty()) {
            return all(model, binary);
        }
        return asked.stream()
                .map(a -> new WantedOutput(a.kind(), a.binary().orElse(binary), a.classification()))
                .toList();
    }

    /** Returns everything that a model may be asked for. */
    static List<WantedOutput> all(ModelSignature model, boolean binary) {
        return model.outputs().stream()
                .map(kind -> new WantedOutput(kind, binary, OptionalInt.empty()))
                .toList();
    }
}
