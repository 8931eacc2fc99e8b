package org.imprint.serve.metrics;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.embed.ImprintVersion;

/**
 * The numbers of a server, and {@code GET /metrics}, which tells them as Prometheus reads them.
 *
 * <p>Requests are counted by the pattern of their route, never by their path, so that clients cannot make labels.
 */
public final class ServerMetrics implements RouteGroup, AutoCloseable {

    private static final String PLAIN_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Upper ends of the histogram of answering times. */
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** Makes the numbers of a server of some models. */
    public ServerMetrics(ServedModels models) {
        Gauge.builder("http.server.requests.in.flight", underWay, AtomicInteger::get)
                .description("Requests under way")
                .register(registry);
        Gauge.builder("imprint.build.info", () -> 1)
                .description("What this server is")
                .tag("version", ImprintVersion.get())
                .tag("java", Runtime.version().toString())
                .register(registry);
        models.all().forEach(model -> new ModelMeters(registry, model).add());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Requests that are counted together. */
    private record Kind(String method, String route, int status) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(ServerMetrics::remember);
        routes.get("/metrics", context -> context.contentType(PLAIN_TEXT).result(registry.scrape()));
    }

    /** Leaves the pattern of the route where {@link RequestWatch} finds it. */
    private static void remember(Context context) {
        Endpoint matched = context.endpoints().matchedHttpEndpoint();
        if (matched != null) {
            context.req().setAttribute(RequestFacts.routeAttribute(), matched.path);
        }
    }

    /** Returns the number of requests under way, to be kept. */
    AtomicInteger underWay() {
        return underWay;
    }

    /** Counts a request that has ended. */
    void ended(String method, String route, int status, long nanos) {
        timers.computeIfAbsent(new Kind(method, route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Time from the first byte of a request to the last of its answer")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
