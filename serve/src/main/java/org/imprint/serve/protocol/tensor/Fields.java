package org.imprint.serve.protocol.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;

/** Values of fields, as a parser that stands at them must find them. */
public final class Fields {

    private Fields() {}

    /** Checks that an object starts. @param what it is, for the message */
    public static void requireObject(JsonParser in, String what) throws IOException {
        require(in, JsonToken.START_OBJECT, what, "an object");
    }

    /** Checks that an array starts. */
    public static void requireArray(JsonParser in, String what) throws IOException {
        require(in, JsonToken.START_ARRAY, what, "an array");
    }

    /** Returns a string. */
    public static String text(JsonParser in, String what) throws IOException {
        require(in, JsonToken.VALUE_STRING, what, "a string");
        return in.getText();
    }

    /** Returns a string; empty if there is null in its place. */
    public static Optional<String> optionalText(JsonParser in, String what) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(text(in, what));
    }

    /** Returns an integer that fits 64 bits. */
    public static long integer(JsonParser in, String what) throws IOException {
        require(in, JsonToken.VALUE_NUMBER_INT, what, "an integer");
        return in.getLongValue();
    }

    /** Returns what to throw for a field that is none of an object. */
    public static HttpProblem unknown(String what, String known, String field) {
        return new HttpProblem(400, "field of " + what + " must be among [" + known + "], was " + Told.text(field));
    }

    private static void require(JsonParser in, JsonToken token, String what, String rule) throws IOException {
        if (in.currentToken() != token) {
            String was = in.currentToken() == null ? "nothing" : Told.text(in.getText());
            throw new HttpProblem(400, what + " must be " + rule + ", was " + was);
        }
    }
}
