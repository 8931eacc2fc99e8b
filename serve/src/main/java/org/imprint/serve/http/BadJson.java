package org.imprint.serve.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;

/** What is said of text that is no JSON, or not the JSON that a request is. */
public final class BadJson {

    private BadJson() {}

    /** Returns what to throw, without the advice of the parser to programmers. @param e from a parser that reads bytes in memory */
    public static HttpProblem problem(IOException e) {
        if (!(e instanceof JsonProcessingException bad)) {
            throw new IllegalStateException(e);
        }
        if (bad instanceof UnrecognizedPropertyException unknown) {
            return new HttpProblem(
                    400,
                    "field must be among " + unknown.getKnownPropertyIds() + ", was "
                            + Told.text(unknown.getPropertyName()) + where(bad));
        }
        if (bad instanceof MismatchedInputException mismatched) {
            return new HttpProblem(
                    400, "body must be the JSON of this request, is not" + field(mismatched) + where(bad));
        }
        return new HttpProblem(
                400, "body must be JSON: " + Told.text(bad.getOriginalMessage().split(": ")[0]) + where(bad));
    }

    private static String where(JsonProcessingException bad) {
        JsonLocation at = bad.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String field(JsonMappingException bad) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : bad.getPath()) {
            path.append(
                    part.getFieldName() == null
                            ? "[" + part.getIndex() + "]"
                            : (path.isEmpty() ? "" : ".") + part.getFieldName());
        }
        return path.isEmpty() ? "" : " in " + Told.text(path.toString());
    }
}
