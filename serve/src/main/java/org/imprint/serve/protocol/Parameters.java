package org.imprint.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;
import org.imprint.serve.protocol.tensor.Fields;

/** Parameters of a request, an input or an output; all of them known. */
final class Parameters {

    /** Bytes of a tensor behind the JSON. */
    static final String BINARY_SIZE = "binary_data_size";

    /** Whether an output is to stand behind the JSON. */
    static final String BINARY = "binary_data";

    /** Whether all outputs are to stand behind the JSON. */
    static final String BINARY_OUTPUT = "binary_data_output";

    /** How many of the largest numbers are wanted. */
    static final String CLASSIFICATION = "classification";

    /** How JSON holds a tensor. */
    static final String CONTENT_TYPE = "content_type";

    private final String where;
    private final Map<String, Object> values;

    private Parameters(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /** Returns none. */
    static Parameters none() {
        return new Parameters("parameters", Map.of());
    }

    /**
     * Reads an object of parameters.
     *
     * @param where whose they are, such as {@code parameters of image}
     * @throws HttpProblem if one is not known, or of no type that parameters have
     */
    static Parameters read(JsonParser in, String where, Set<String> known) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return none();
        }
        Fields.requireObject(in, where);
        Map<String, Object> values = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            if (!known.contains(key)) {
                throw new HttpProblem(
                        400, where + " must be among " + new TreeSet<>(known) + ", was " + Told.text(key));
            }
            switch (in.nextToken()) {
                case VALUE_NULL -> values.remove(key);
                case VALUE_TRUE -> values.put(key, true);
                case VALUE_FALSE -> values.put(key, false);
                case VALUE_NUMBER_INT -> values.put(key, in.getLongValue());
                case VALUE_STRING -> values.put(key, in.getText());
                default ->
                    throw new HttpProblem(
                            400,
                            key + " of " + where + " must be a string, an integer or a boolean, was "
                                    + Told.text(in.getText()));
            }
        }
        return new Parameters(where, values);
    }

    /** Returns a boolean. @throws HttpProblem if it is something else */
    Optional<Boolean> flag(String key) {
        return value(key, Boolean.class, "a boolean");
    }

    /** Returns an integer. @throws HttpProblem if it is something else or less than the least */
    Optional<Long> count(String key, long least) {
        Optional<Long> count = value(key, Long.class, "an integer");
        if (count.isPresent() && count.get() < least) {
            throw new HttpProblem(400, key + " in " + where + " must be ≥ " + least + ", was " + count.get());
        }
        return count;
    }

    /** Returns a string. @throws HttpProblem if it is something else */
    Optional<String> text(String key) {
        return value(key, String.class, "a string");
    }

    private <T> Optional<T> value(String key, Class<T> type, String rule) {
        Object value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new HttpProblem(
                    400, key + " in " + where + " must be " + rule + ", was " + Told.text(value.toString()));
        }
        return Optional.ofNullable(value).map(type::cast);
    }
}
