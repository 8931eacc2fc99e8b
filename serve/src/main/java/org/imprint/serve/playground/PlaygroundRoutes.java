package org.imprint.serve.playground;

import io.javalin.config.RoutesConfig;
import org.imprint.serve.http.RouteGroup;

/** The page at {@code /} and what it is made of. */
public final class PlaygroundRoutes implements RouteGroup {

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> context.html("<!doctype html><title>Imprint</title>"));
    }
}
