package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed again and again while clients teach it: all that they were told of is there, and nothing half. */
@Tag("slow")
class KilledServerTest {

    private static final int KILLS = 30;
    private static final int CLIENTS = 4;
    private static final long MOST_MILLIS = 1000;

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private int start(Path file) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dimprint.home=" + folder.resolve("home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        file.toString(),
                        "--port",
                        "0"))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("http://127.0.0.1:")) {
                return Integer.parseInt(line.replaceAll("^http://127.0.0.1:|/.*$", ""));
            }
        }
        throw new IOException("the server did not start: " + Files.readString(folder.resolve("log.txt")));
    }

    @Test
    void allThatWasToldIsThere() throws Exception {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 5);
        Path file = folder.resolve("digits.imprint");
        Imprint fit = Imprint.run("fit", photos, "-o", file, "--backbone", "imprint-mini", "--recipe", "qi");
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        Set<String> first = classes(file).keySet();
        List<TeachingClient> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            clients.add(new TeachingClient(c));
        }
        SplittableRandom random = new SplittableRandom(14);
        int changes = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int port = start(file);
            check(first, served(port), clients);
            List<Thread> threads = new ArrayList<>();
            for (TeachingClient client : clients) {
                Thread thread = new Thread(() -> client.teach(port));
                thread.start();
                threads.add(thread);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(MOST_MILLIS / 4, MOST_MILLIS));
            process.destroyForcibly().waitFor();
            for (Thread thread : threads) {
                thread.join();
            }
            changes = clients.stream().mapToInt(TeachingClient::told).sum();
        }
        assertThat(clients).allMatch(client -> client.told() > KILLS);
        check(first, served(start(file)), clients);
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("digits.imprint.journal")).doesNotExist();
        check(first, classes(file), clients);
        assertThat(changes).isGreaterThan(KILLS * CLIENTS);
    }

    private static void check(Set<String> first, Map<String, String> there, List<TeachingClient> clients) {
        Set<String> others = new HashSet<>(there.keySet());
        others.removeAll(first);
        for (TeachingClient client : clients) {
            client.check(there);
            others.removeAll(client.ids());
        }
        assertThat(others).as("examples that nobody taught").isEmpty();
        assertThat(there.keySet()).containsAll(first);
    }

    /** Returns the class of each example. */
    private static Map<String, String> served(int port) throws Exception {
        Map<String, String> classes = new TreeMap<>();
        int total = 1;
        for (int offset = 0; offset < total; offset += 200) {
            JsonNode page = new ObjectMapper()
                    .readTree(TeachingClient.get(port, "/api/digits/examples?offset=" + offset + "&limit=200"));
            total = page.path("total").asInt();
            page.path("examples")
                    .forEach(e ->
                            classes.put(e.path("id").asText(), e.path("class").asText()));
        }
        assertThat(classes).hasSize(total);
        return classes;
    }

    private static Map<String, String> classes(Path file) {
        Map<String, String> classes = new TreeMap<>();
        for (LearnedClass c : ImprintFile.open(file).state().classes()) {
            for (Example e : c.examples().examples()) {
                assertThat(classes.put(e.digest().hex(), c.name())).isNull();
            }
        }
        return classes;
    }
}
