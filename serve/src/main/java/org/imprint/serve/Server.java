package org.imprint.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.imprint.core.ImprintException;
import org.imprint.serve.api.ApiRoutes;
import org.imprint.serve.guard.FormCheck;
import org.imprint.serve.guard.SessionRoute;
import org.imprint.serve.http.Problems;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.insight.InsightRoutes;
import org.imprint.serve.metrics.AccessLog;
import org.imprint.serve.metrics.RequestWatch;
import org.imprint.serve.metrics.ServerMetrics;
import org.imprint.serve.model.ServedModels;
import org.imprint.serve.playground.PlaygroundRoutes;
import org.imprint.serve.protocol.ProtocolRoutes;

/** A server of classifiers, from its start until it is closed. */
public final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Javalin http;
    private final ServerMetrics metrics;
    private final DrainHandler drain;

    private Server(Javalin http, ServerMetrics metrics, DrainHandler drain) {
        this.http = http;
        this.metrics = metrics;
        this.drain = drain;
    }

    /** As {@link #start(ServeOptions, ServedModels, AccessLog)} without a log. */
    public static Server start(ServeOptions options, ServedModels models) {
        return start(options, models, AccessLog.none());
    }

    /**
     * Starts a server.
     *
     * @param models what it serves; stays the caller's to close, after the server
     * @param log has a line for each request; stays the caller's to close, after the server
     * @throws org.imprint.core.ImprintException if the address cannot be listened on
     */
    public static Server start(ServeOptions options, ServedModels models, AccessLog log) {
        ServerMetrics metrics = new ServerMetrics(models);
        DrainHandler drain = new DrainHandler();
        JettySettings jetty = new JettySettings(options);
        InsightRoutes insight = new InsightRoutes(models);
        List<RouteGroup> groups = List.of(
                metrics,
                new SessionRoute(jetty.credentials()),
                new FormCheck(options.limits()),
                new ProtocolRoutes(models, options.limits().images()),
                insight,
                new ApiRoutes(models, options.readOnly(), insight::doubted),
                new PlaygroundRoutes());
        Javalin http = Javalin.create(config -> {
            configure(config);
            jetty.addTo(config, new RequestWatch(metrics, log, Clock.systemUTC()), drain);
            Problems.addTo(config.routes);
            groups.forEach(group -> group.addTo(config.routes));
        });
        return new Server(started(http, options), metrics, drain);
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
        // A path has one form: what the guard looks at is what a route is found by.
        config.router.ignoreTrailingSlashes = false;
    }

    /** Returns the routes that it has, such as {@code POST /session}. */
    public SortedSet<String> routes() {
        return http.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(route -> route.method.isHttpMethod())
                .map(route -> route.method.name() + " " + route.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the port that it listens on. */
    public int port() {
        return http.port();
    }

    /**
     * Says that it is not ready, and goes on answering for a while, so that whoever spreads requests over servers sends it none more.
     *
     * @param grace how long
     * @throws InterruptedException if the thread is interrupted
     */
    public void retire(Duration grace) throws InterruptedException {
        drain.turnNotReady();
        Thread.sleep(grace.toMillis());
    }

    /** Stops taking connections, lets requests under way end for at most {@code 25} s, and returns. */
    @Override
    public void close() {
        drain.turnNotReady();
        try {
            for (Connector connector : http.jettyServer().server().getConnectors()) {
                if (connector instanceof NetworkConnector listening) {
                    listening.close();
                }
            }
            drain.await(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop();
        metrics.close();
    }
}
