package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.imprint.vision.data.ContentDigest;

/** Teaches a server examples of its own, until that is gone, and knows what it was told of each. */
final class TeachingClient {

    private static final String GONE = "no class";

    private final int number;
    private final SplittableRandom random;
    private final Map<String, String> classes = new LinkedHashMap<>();
    private Optional<Asked> underWay = Optional.empty();
    private int images;
    private int told;

    /** A change that was asked for. @param to the class that the example is to have */
    private record Asked(String id, String to) {}

    TeachingClient(int number) {
        this.number = number;
        this.random = new SplittableRandom(number);
    }

    int told() {
        return told;
    }

    Set<String> ids() {
        return classes.keySet();
    }

    /** Makes one change after another. */
    void teach(int port) {
        try {
            while (true) {
                change(port);
                told++;
            }
        } catch (IOException e) {
            return; // the server is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(int port) throws IOException, InterruptedException {
        List<String> there = new ArrayList<>(classes.keySet());
        there.removeIf(id -> classes.get(id).equals(GONE));
        int kind = there.isEmpty() ? 0 : random.nextInt(4);
        if (kind <= 1) {
            String to = "class " + number + random.nextInt(3);
            byte[] image = image(number, images++);
            String id = ContentDigest.of(image).hex();
            classes.put(id, GONE);
            make(id, to, form(port, to, image));
            return;
        }
        String id = there.get(random.nextInt(there.size()));
        if (kind == 2) {
            String to = "class " + number + random.nextInt(3);
            make(id, to, json(port, "move", "{\"ids\":[\"" + id + "\"],\"into\":\"" + to + "\"}"));
        } else {
            make(id, GONE, json(port, "delete", "{\"ids\":[\"" + id + "\"]}"));
        }
    }

    private void make(String id, String to, HttpRequest request) throws IOException, InterruptedException {
        underWay = Optional.of(new Asked(id, to));
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        underWay = Optional.empty();
        classes.put(id, to);
    }

    /** Checks the classes of its examples: what it was told last, or what it had asked for when the server was killed. */
    void check(Map<String, String> there) {
        underWay.ifPresent(asked -> {
            String now = there.getOrDefault(asked.id(), GONE);
            assertThat(now).isIn(asked.to(), classes.get(asked.id()));
            classes.put(asked.id(), now);
        });
        underWay = Optional.empty();
        classes.forEach(
                (id, name) -> assertThat(there.getOrDefault(id, GONE)).as(id).isEqualTo(name));
    }

    static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(port, path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpRequest json(int port, String what, String body) {
        return HttpRequest.newBuilder(uri(port, "/api/digits/examples/" + what))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest form(int port, String className, byte[] image) {
        String part = "\r\n--x\r\nContent-Disposition: form-data; name=\"";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((part + "class\"\r\n\r\n" + className).getBytes(StandardCharsets.UTF_8));
        body.writeBytes((part + "image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(image);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri(port, "/api/digits/examples"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    /** Draws an image that no other client and no other number has. */
    private static byte[] image(int client, int n) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1_000_000L * client + n);
        for (int i = 0; i < 28 * 28; i++) {
            image.setRGB(i % 28, i / 28, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
