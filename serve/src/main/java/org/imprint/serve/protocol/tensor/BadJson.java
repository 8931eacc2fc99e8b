package org.imprint.serve.protocol.tensor;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.imprint.serve.http.HttpProblem;

/** What is said of text that is no JSON. */
public final class BadJson {

    private BadJson() {}

    /** Returns what to throw, without the advice of the parser to programmers. @param e from a parser that reads bytes in memory */
    public static HttpProblem problem(IOException e) {
        if (!(e instanceof JsonProcessingException bad)) {
            throw new IllegalStateException(e);
        }
        JsonLocation at = bad.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new HttpProblem(
                400, "body must be JSON: " + Told.text(bad.getOriginalMessage().split(": ")[0]) + where);
    }
}
