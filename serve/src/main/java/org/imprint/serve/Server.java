package org.imprint.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.serve.api.ApiRoutes;
import org.imprint.serve.guard.FormCheck;
import org.imprint.serve.guard.SessionRoute;
import org.imprint.serve.http.Problems;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModels;
import org.imprint.serve.playground.PlaygroundRoutes;
import org.imprint.serve.protocol.ProtocolRoutes;

/** A server of classifiers, from its start until it is closed. */
public final class Server implements AutoCloseable {

    private final Javalin http;

    private Server(Javalin http) {
        this.http = http;
    }

    /**
     * Starts a server.
     *
     * @param models what it serves; stays the caller's to close, after the server
     * @throws org.imprint.core.ImprintException if the address cannot be listened on
     */
    public static Server start(ServeOptions options, ServedModels models) {
        JettySettings jetty = new JettySettings(options);
        List<RouteGroup> groups = List.of(
                new SessionRoute(jetty.credentials()),
                new FormCheck(options.limits()),
                new ProtocolRoutes(models),
                new ApiRoutes(models, options.readOnly()),
                new PlaygroundRoutes());
        Javalin http = Javalin.create(config -> {
            configure(config);
            jetty.addTo(config);
            Problems.addTo(config.routes);
            groups.forEach(group -> group.addTo(config.routes));
        });
        return new Server(started(http, options));
    }

    private static Javalin started(Javalin http, ServeOptions options) {
        try {
            return http.start();
        } catch (JavalinBindException e) {
            throw new ImprintException(obstacle(options, e.getCause()), e);
        }
    }

    private static String obstacle(ServeOptions options, Throwable cause) {
        String said = String.valueOf(cause) + (cause == null ? "" : cause.getCause());
        if (said.contains("Permission denied")) {
            return "port must be one that this user may take, was " + options.port() + "; all may from 1024 on";
        }
        if (said.contains("assign requested address")) {
            return "host must be an address of this machine, was " + options.host();
        }
        return "port " + options.port() + " is in use; --port 0 takes a free one";
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return http.port();
    }

    /** Stops taking requests, lets those under way end, and returns. */
    @Override
    public void close() {
        http.stop();
    }
}
