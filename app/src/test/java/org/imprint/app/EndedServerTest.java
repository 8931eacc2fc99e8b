package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprint.classifier.EmbeddingClassifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are asked to end while clients ask and teach them. */
@Tag("slow")
class EndedServerTest {

    private static final int TIMES = 10;
    private static final int CLIENTS = 6;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> taught = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void whatWasAnsweredStandsAndNothingCrashes() throws Exception {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 8);
        Path file = folder.resolve("digits.imprint");
        Process fit = start("fit", photos.toString(), "-o", file.toString(), "--backbone", "imprint-mini", "--k", "2");
        assertThat(fit.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(fit.exitValue()).as(log()).isZero();
        List<byte[]> images = new ArrayList<>();
        try (Stream<Path> all = Files.walk(photos)) {
            for (Path image : all.filter(Files::isRegularFile).sorted().toList()) {
                images.add(Files.readAllBytes(image));
            }
        }
        for (int time = 0; time < TIMES; time++) {
            taught.clear();
            answered.set(0);
            endUnderLoad(file, images, time);
            assertThat(wrong).as("round " + time).isEmpty();
            EmbeddingClassifier now = EmbeddingClassifier.open(file);
            assertThat(now.classNames()).as("round " + time).containsAll(taught);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("hs_err"));
        }
    }

    private void endUnderLoad(Path file, List<byte[]> images, int time) throws Exception {
        Files.deleteIfExists(folder.resolve("log.txt"));
        Process server = start("serve", file.toString(), "--port", "0", "--grace", time % 2 == 0 ? "0" : "1");
        try {
            int port = port(server);
            List<Thread> clients = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                int client = c;
                Thread thread = new Thread(() -> ask(port, images, time, client));
                thread.start();
                clients.add(thread);
            }
            for (int i = 0; i < 3000 && (answered.get() < 20 + 7 * time || taught.isEmpty()); i++) {
                Thread.sleep(10);
            }
            assertThat(answered).as(log()).hasPositiveValue();
            server.destroy(); // SIGTERM
            for (Thread thread : clients) {
                thread.join(60_000);
            }
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
            assertThat(server.exitValue()).as(log()).isZero();
            assertThat(log()).doesNotContain("SIGSEGV").doesNotContain("Exception");
        } finally {
            server.destroyForcibly();
        }
    }

    /** Asks, and teaches a class now and then, until nobody answers any more. */
    private void ask(int port, List<byte[]> images, int time, int client) {
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; ; i++) {
            boolean teaches = client == 0 && i % 5 == 0;
            String name = "taught-" + time + "-" + i;
            byte[] image = images.get((i + client) % images.size());
            try {
                HttpResponse<String> answer = http.send(
                        teaches ? lesson(port, name, image, time * 1000 + i) : question(port, image),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 503) {
                    return; // it is ending
                }
                if (answer.statusCode() != 200) {
                    wrong.add(answer.statusCode() + " " + answer.body());
                    return;
                }
                answered.incrementAndGet();
                if (teaches) {
                    taught.add(name);
                }
            } catch (IOException e) {
                return; // it takes no more
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static HttpRequest question(int port, byte[] image) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/digits/predict"))
                .header("Content-Type", "image/png")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(image))
                .build();
    }

    /** A lesson of one image that no class has: bytes behind the end of a PNG file change its digest alone. */
    private static HttpRequest lesson(int port, String name, byte[] image, int number) {
        String head = "--x\r\nContent-Disposition: form-data; name=\"class\"\r\n\r\n" + name
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n";
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/digits/examples"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(image),
                        BodyPublishers.ofString(Integer.toString(number)),
                        BodyPublishers.ofString("\r\n--x--\r\n")))
                .build();
    }

    private int port(Process server) throws Exception {
        for (int i = 0; i < 3000 && server.isAlive(); i++) {
            Matcher url = URL.matcher(log());
            if (url.find()) {
                return Integer.parseInt(url.group(1));
            }
            Thread.sleep(10);
        }
        throw new AssertionError("server did not start: " + log());
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dimprint.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    private String log() throws IOException {
        Path log = folder.resolve("log.txt");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
