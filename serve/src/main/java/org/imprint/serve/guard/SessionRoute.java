package org.imprint.serve.guard;

import io.javalin.config.RoutesConfig;
import org.imprint.serve.http.RouteGroup;

/** {@code POST /session}: who has shown the token gets a cookie in its place, which a page's script cannot read. */
public final class SessionRoute implements RouteGroup {

    private final Credentials credentials;

    /** Makes the route. */
    public SessionRoute(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/session", context -> {
            credentials.cookie(context.req().getLocalPort()).ifPresent(c -> context.header("Set-Cookie", c));
            context.status(204);
        });
    }
}
