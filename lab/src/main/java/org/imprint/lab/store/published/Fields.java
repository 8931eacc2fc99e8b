package org.imprint.lab.store.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.imprint.core.Checks;

/** Fields of a JSON object by their types; whatever is missing or of another type is named. */
record Fields(JsonNode object) {

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    JsonNode need(String key) {
        JsonNode value = object.get(key);
        Checks.require(value != null && !value.isNull(), key + " must be given", value == null ? "missing" : "null");
        return value;
    }

    String text(String key) {
        return text(key, need(key));
    }

    int integer(String key) {
        return integer(key, need(key));
    }

    long seed(String key) {
        JsonNode value = need(key);
        Checks.require(value.isIntegralNumber() && value.canConvertToLong(), key + " must be an integer", value);
        return value.asLong();
    }

    double real(String key) {
        return real(key, need(key));
    }

    List<String> texts(String key) {
        return list(key, need(key), v -> text(key, v));
    }

    List<Integer> integers(String key) {
        return list(key, need(key), v -> integer(key, v));
    }

    List<Double> reals(String key) {
        return list(key, need(key), v -> real(key, v));
    }

    List<List<Integer>> integerLists(String key) {
        return list(key, need(key), inner -> list(key, inner, v -> integer(key, v)));
    }

    static <T> List<T> list(String key, JsonNode value, Function<JsonNode, T> element) {
        Checks.require(value.isArray(), key + " must be a list", value);
        List<T> all = new ArrayList<>();
        value.forEach(v -> all.add(element.apply(v)));
        return all;
    }

    static int integer(String key, JsonNode value) {
        Checks.require(value.isIntegralNumber() && value.canConvertToInt(), key + " must be an integer", value);
        return value.asInt();
    }

    private static double real(String key, JsonNode value) {
        Checks.require(value.isNumber(), key + " must be a number", value);
        return value.asDouble();
    }

    private static String text(String key, JsonNode value) {
        Checks.require(value.isTextual(), key + " must be text", value);
        return value.asText();
    }
}
