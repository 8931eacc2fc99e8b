package org.imprint.serve.metrics;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** What is told of a request: nothing that a client wrote but what is well formed and bounded. */
final class RequestFacts {

    /** The header by which a client calls its request. */
    static final String ID_HEADER = "X-Request-Id";

    /** The route of all requests that none was found for. */
    static final String NO_ROUTE = "other";

    private static final String ROUTE = "org.imprint.serve.route";
    private static final String ID = "org.imprint.serve.id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");

    private RequestFacts() {}

    /** Returns the request's method, or that it is none. */
    static String method(Request request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : NO_ROUTE;
    }

    /** Returns the pattern of the route that answered. */
    static String route(Request request) {
        return request.getAttribute(ROUTE) instanceof String route ? route : NO_ROUTE;
    }

    /** Returns the name of the attribute that has the route. */
    static String routeAttribute() {
        return ROUTE;
    }

    /** Returns what a client calls its request, if that is well formed. */
    static Optional<String> givenId(Request request) {
        return Optional.ofNullable(request.getHeaders().get(ID_HEADER))
                .filter(id -> WELL_FORMED.matcher(id).matches());
    }

    /** Returns what the request is called. */
    static String id(Request request) {
        return request.getAttribute(ID) instanceof String id ? id : "";
    }

    /** Calls a request something. */
    static void call(Request request, String id) {
        request.setAttribute(ID, id);
    }
}
