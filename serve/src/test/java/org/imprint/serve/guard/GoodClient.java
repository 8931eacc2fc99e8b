package org.imprint.serve.guard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks again and again, each time by a new connection and by one that stays, and remembers what went wrong. */
final class GoodClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI question;
    private final byte[] image;
    private final HttpClient staying = HttpClient.newHttpClient();
    private final Thread thread = new Thread(this::ask, "good-client");
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile long worstNanos;
    private volatile boolean isDone;

    GoodClient(URI question, byte[] image) {
        this.question = question;
        this.image = image;
        thread.start();
    }

    private void ask() {
        while (!isDone) {
            ask(staying);
            ask(HttpClient.newHttpClient());
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void ask(HttpClient client) {
        long from = System.nanoTime();
        try {
            HttpRequest request = HttpRequest.newBuilder(question)
                    .timeout(PATIENCE)
                    .header("Content-Type", "image/png")
                    .POST(BodyPublishers.ofByteArray(image))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().contains("\"label\"")) {
                answers.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            isDone = true;
        }
        worstNanos = Math.max(worstNanos, System.nanoTime() - from);
    }

    int answers() {
        return answers.get();
    }

    List<String> failures() {
        return failures;
    }

    long worstMillis() {
        return worstNanos / 1_000_000;
    }

    /** Waits until it has so many answers more, or something goes wrong. */
    void awaitMore(int more) throws InterruptedException {
        int wanted = answers.get() + more;
        while (answers.get() < wanted && failures.isEmpty()) {
            Thread.sleep(10);
        }
    }

    /** Asks no more. */
    void end() throws InterruptedException {
        isDone = true;
        thread.join(PATIENCE.toMillis());
    }
}
