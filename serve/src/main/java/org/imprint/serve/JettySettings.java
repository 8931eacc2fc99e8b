package org.imprint.serve;

import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.imprint.serve.guard.Credentials;
import org.imprint.serve.guard.GuardHandler;
import org.imprint.serve.guard.Limits;
import org.imprint.serve.guard.Refusals;
import org.imprint.serve.guard.load.BodyHandler;
import org.imprint.serve.guard.load.HalfRequests;
import org.imprint.serve.guard.load.InFlightHandler;
import org.imprint.serve.guard.tls.TlsIdentity;
import org.imprint.serve.http.Later;
import org.imprint.serve.metrics.RequestWatch;

/** How Jetty listens: bounded in connections, threads, headers, bodies and time, and with the guard before all routes. */
final class JettySettings {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration TIME_TO_WRITE = Duration.ofMinutes(1);
    private static final Duration HEADERS = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 1024;
    private static final int WAITING_CONNECTIONS = 512;
    private static final int SPARE_THREADS = 16;
    private static final int LEAST_BYTES_TAKEN_PER_SECOND = 4096;
    private static final int BODIES_PART_OF_HEAP = 4;

    private final ServeOptions options;
    private final Credentials credentials;

    JettySettings(ServeOptions options) {
        this.options = options;
        this.credentials =
                new Credentials(options.access().token(), options.tls().isPresent(), Clock.systemUTC());
    }

    /** Returns what clients must show. */
    Credentials credentials() {
        return credentials;
    }

    /** @param watch told of all requests @param drain knows what is under way */
    void addTo(JavalinConfig config, RequestWatch watch, DrainHandler drain) {
        Limits limits = options.limits();
        config.http.maxRequestSize = limits.bodyBytes();
        config.appData(Later.TIME, limits.time());
        config.http.asyncTimeout = limits.time().plus(TIME_TO_WRITE).toMillis();
        config.jetty.timeoutStatus = 503;
        // All of it is in memory already: nothing that a client sends becomes a file.
        config.jetty.multipartConfig.maxInMemoryFileSize(limits.bodyBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(limits.bodyBytes(), SizeUnit.BYTES);
        config.jetty.threadPool = new QueuedThreadPool(limits.inFlight() + SPARE_THREADS);
        config.jetty.modifyServletContextHandler(context -> context.setMaxFormKeys(limits.images() + SPARE_THREADS));
        config.jetty.modifyHttpConfiguration(http -> configure(http, limits));
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new Refusals(options.doorway()));
            drain.setHandler(handlers(limits));
            watch.setHandler(drain);
            server.setHandler(watch);
            server.setRequestLog(watch);
        });
    }

    private Handler handlers(Limits limits) {
        BodyHandler bodies =
                new BodyHandler(limits.bodyBytes(), Runtime.getRuntime().maxMemory() / BODIES_PART_OF_HEAP);
        bodies.setHandler(new InFlightHandler(limits));
        GuardHandler guard = new GuardHandler(options.doorway(), credentials);
        guard.setHandler(bodies);
        return new MinimumDataRateHandler(guard, 0, LEAST_BYTES_TAKEN_PER_SECOND);
    }

    private static void configure(HttpConfiguration http, Limits limits) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(limits.headerBytes());
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setIdleTimeout(IDLE.toMillis());
    }

    private Connector connector(org.eclipse.jetty.server.Server server, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = options.tls()
                .map(identity -> {
                    // Host is checked by the guard, for plain HTTP as well.
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    return new ServerConnector(server, tls(identity), plain);
                })
                .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        HalfRequests heads = new HalfRequests(connector, HEADERS);
        http.addCustomizer(heads);
        connector.addBean(heads);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        return connector;
    }

    private static SslContextFactory.Server tls(TlsIdentity identity) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.store());
        tls.setKeyStorePassword("");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setSniRequired(false);
        tls.setRenegotiationAllowed(false);
        return tls;
    }
}
