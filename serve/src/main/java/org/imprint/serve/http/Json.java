package org.imprint.serve.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.stream.Collectors;

/** JSON as it is read and written here: no key twice, none unknown, UTF-8. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** Answers with a value as JSON. */
    public static void answer(Context context, Object value) {
        try {
            context.contentType("application/json").result(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the body of a request as a value of a record. @throws HttpProblem if it is none */
    public static <T> T body(Context context, Class<T> type) {
        try {
            T value = MAPPER.readValue(context.bodyAsBytes(), type);
            if (value == null) {
                throw new HttpProblem(400, "body must be JSON of this request, was null");
            }
            return value;
        } catch (IOException e) {
            throw new HttpProblem(400, "body must be JSON of this request" + trouble(e));
        }
    }

    /** Says what is wrong by the client's own words: those of the parser name classes of ours. */
    private static String trouble(IOException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ", which has the fields " + unknown.getKnownPropertyIds() + ", had " + unknown.getPropertyName();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ", was something else at "
                    + mapping.getPath().stream()
                            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                            .collect(Collectors.joining(" "));
        }
        JsonLocation at = e instanceof JsonProcessingException bad ? bad.getLocation() : null;
        return at == null ? "" : ", was none at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Returns the body of a request as a tree. @throws HttpProblem if it is no JSON */
    public static JsonNode body(Context context) {
        return body(context, JsonNode.class);
    }
}
