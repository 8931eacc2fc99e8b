package org.imprint.vision.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local server that answers each request with the next of its scripted answers, and notes what it was asked. */
public final class TestServer implements AutoCloseable {

    /** One scripted answer. */
    @FunctionalInterface
    public interface Answer {
        /** Answers; the exchange is closed afterwards. */
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final List<String> conditions = Collections.synchronizedList(new ArrayList<>());

    public TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        conditions.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-Range")));
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? status(418) : answers.pop();
        }
        try (exchange) {
            answer.to(exchange);
        }
    }

    /** Appends answers to the script. */
    public TestServer then(Answer... more) {
        synchronized (answers) {
            answers.addAll(List.of(more));
        }
        return this;
    }

    /** Answers with a status and nothing else. */
    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** Answers with all bytes, whatever range was asked for. */
    public static Answer whole(byte[] body, String etag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Promises all bytes, sends the first n and drops the connection. */
    static Answer cut(byte[] body, int n, String etag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, n);
            exchange.getResponseBody().flush();
        };
    }

    /** Answers with the bytes from {@code from} on, as status 206. */
    static Answer rest(byte[] body, int from) {
        return exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
            exchange.sendResponseHeaders(206, body.length - from);
            exchange.getResponseBody().write(body, from, body.length - from);
        };
    }

    /** Returns the address of a path on this server. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    /** Returns the Range header of each request so far, "null" where there was none. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** Returns the If-Range header of each request so far, "null" where there was none. */
    List<String> conditions() {
        return List.copyOf(conditions);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
