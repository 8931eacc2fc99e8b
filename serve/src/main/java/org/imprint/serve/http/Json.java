package org.imprint.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;

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
        byte[] body = context.bodyAsBytes();
        if (body.length == 0) {
            throw new HttpProblem(400, "body must be the JSON of this request, was empty");
        }
        T value;
        try {
            value = MAPPER.readValue(body, type);
        } catch (IOException e) {
            throw BadJson.problem(e);
        }
        if (value == null || value instanceof JsonNode tree && tree.isNull()) {
            throw new HttpProblem(400, "body must be the JSON of this request, was null");
        }
        return value;
    }

    /** Returns the body of a request as a tree. @throws HttpProblem if it is no JSON */
    public static JsonNode body(Context context) {
        return body(context, JsonNode.class);
    }
}
