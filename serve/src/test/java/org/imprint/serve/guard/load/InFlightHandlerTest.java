package org.imprint.serve.guard.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.imprint.serve.guard.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InFlightHandlerTest {

    private final BlockingQueue<Callback> held = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        server = new Server();
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        InFlightHandler bound = new InFlightHandler(new Limits(1024, 1024, 1, 1, 4, 1, Duration.ofSeconds(1)));
        bound.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                held.add(callback);
                return true;
            }
        });
        server.setHandler(bound);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void soManyAreLetThroughAndMoreAreToldToComeAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> under = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            under.add(ask("/api/birds/predict"));
        }
        List<Callback> four = held(4);
        HttpResponse<String> refused = ask("/api/birds/predict").get(10, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"4 requests are under way, which is the most; try again in 1 s\"}");

        CompletableFuture<HttpResponse<String>> health = ask("/v2/health/live");
        held(1).get(0).succeeded();
        assertThat(health.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);

        four.get(0).succeeded();
        CompletableFuture.anyOf(under.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> next = ask("/api/birds/predict");
        held(1).get(0).succeeded();
        assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        four.subList(1, 4).forEach(Callback::succeeded);
    }

    @Test
    void ofHeavyOnesThereAreFewer() throws Exception {
        CompletableFuture<HttpResponse<String>> first = ask("/api/birds/evaluate");
        Callback callback = held(1).get(0);
        for (String heavy : List.of("/api/other/doctor", "/api/birds/alike")) {
            assertThat(ask(heavy).get(10, TimeUnit.SECONDS).statusCode())
                    .as(heavy)
                    .isEqualTo(429);
        }
        CompletableFuture<HttpResponse<String>> light = ask("/api/birds/classes");
        held(1).get(0).succeeded();
        assertThat(light.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        callback.failed(new IllegalStateException("it went wrong"));
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
        CompletableFuture<HttpResponse<String>> next = ask("/api/other/doctor");
        held(1).get(0).succeeded();
        assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private List<Callback> held(int n) throws InterruptedException {
        List<Callback> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(held.poll(10, TimeUnit.SECONDS));
        }
        assertThat(all).doesNotContainNull();
        return all;
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
