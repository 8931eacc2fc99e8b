package org.imprint.serve.http;

import io.javalin.config.RoutesConfig;

/** Routes that belong together. */
@FunctionalInterface
public interface RouteGroup {

    /** Adds them to a server that is about to start. */
    void addTo(RoutesConfig routes);
}
