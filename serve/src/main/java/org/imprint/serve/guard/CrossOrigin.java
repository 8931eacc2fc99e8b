package org.imprint.serve.guard;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What pages of allowed origins are told: which may ask, and how. Never all, and never with cookies. */
final class CrossOrigin {

    private static final String TEN_MINUTES = "600";

    private CrossOrigin() {}

    /** Lets a page of an allowed origin read the answer. */
    static void allow(HttpFields.Mutable fields, String origin) {
        fields.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        fields.put(HttpHeader.VARY, "Origin");
        fields.put(
                HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
                "Content-Disposition, Imprint-Revision, Inference-Header-Content-Length, Retry-After");
        fields.put("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** Returns whether a browser asks what it may ask. */
    static boolean isPreflight(Request request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Answers that. */
    static void answerPreflight(Response response, Callback callback) {
        HttpFields.Mutable fields = response.getHeaders();
        fields.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
        fields.put(
                HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS,
                "Accept, Authorization, Content-Type, Inference-Header-Content-Length");
        fields.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
        response.setStatus(204);
        response.write(true, null, callback);
    }
}
