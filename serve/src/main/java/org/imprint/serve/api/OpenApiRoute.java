package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.imprint.serve.http.RouteGroup;

/** The description of all routes, as an OpenAPI 3.1 document. */
final class OpenApiRoute implements RouteGroup {

    private static final String DOCUMENT = "openapi.json";

    private final byte[] document;

    OpenApiRoute() {
        try (InputStream in = OpenApiRoute.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the program must hold " + DOCUMENT + ", but does not");
            }
            document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/" + DOCUMENT,
                context -> context.contentType("application/json").result(document));
    }
}
