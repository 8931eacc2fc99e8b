package org.imprint.bench.serve;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code imprint serve} as a process. */
final class ServedProcess implements AutoCloseable {

    private static final int READY_EVERY_MS = 5;

    private final Process process;
    private final int port;
    private final double secondsToReady;

    private ServedProcess(Process process, int port, double secondsToReady) {
        this.process = process;
        this.port = port;
        this.secondsToReady = secondsToReady;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param command what starts imprint; empty for this Java and class path
     */
    static ServedProcess start(String command, int port, Path log, List<String> arguments) throws Exception {
        new ServerSocket(port).close(); // throws if somebody else answers there
        List<String> words = new ArrayList<>(
                command.isEmpty()
                        ? List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.imprint.app.Main")
                        : Arrays.asList(command.split(" ")));
        words.add("serve");
        words.addAll(arguments);
        words.addAll(List.of("--port", Integer.toString(port), "--grace", "0"));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!isReady(port)) {
            if (!process.isAlive()) {
                throw new IOException("server must start, said: " + Files.readString(log));
            }
            Thread.sleep(READY_EVERY_MS);
        }
        return new ServedProcess(process, port, (System.nanoTime() - start) / 1e9);
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/v2/health/ready")
                    .toURL()
                    .openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Returns the seconds from the start of the process to its first answer that it is ready. */
    double secondsToReady() {
        return secondsToReady;
    }

    /** Returns the resident memory in MB. */
    double residentMb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("/proc must tell the resident memory");
    }

    /** Returns the heap that is used after a collection, in MB, as the server's own metrics say. */
    double heapMb() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String metrics = new String(
                URI.create("http://127.0.0.1:" + port + "/metrics")
                        .toURL()
                        .openStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum()
                / (1 << 20);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
