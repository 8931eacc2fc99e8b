package org.imprint.bench.serve;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of connections that stay, each of which sends the next request when its last is answered.
 *
 * <p>With a rate it is paced: request i is due at i / rate, and its time runs from when it was due, not from when a connection was free
 * to send it. So a server that stops for a while is charged for all requests that would have come meanwhile.
 */
final class Client {

    private final int port;
    private final List<byte[]> requests;
    private final int connections;

    /** @param questions are sent in turn */
    Client(int port, List<Question> questions, int connections) {
        this.port = port;
        this.requests = questions.stream().map(q -> q.bytes(port)).toList();
        this.connections = connections;
    }

    /**
     * What became of some requests.
     *
     * @param perSecond answers per second
     * @param ms times of all, ascending
     */
    record Times(double perSecond, double[] ms) {
        double percentile(double p) {
            return ms[(int) Math.min(ms.length - 1, Math.ceil(p / 100 * ms.length) - 1)];
        }
    }

    /** Sends so many requests. @param rate a second; 0 for as many as are answered */
    Times send(int n, double rate) throws Exception {
        double[] ms = new double[n];
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime() + 10_000_000;
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                all.add(pool.submit(() -> {
                    one(ms, next, rate, start);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(ms);
        return new Times(n / seconds, ms);
    }

    private void one(double[] ms, AtomicInteger next, double rate, long start) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int i = next.getAndIncrement(); i < ms.length; i = next.getAndIncrement()) {
                long due = rate > 0 ? start + (long) (i * 1e9 / rate) : System.nanoTime();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                socket.getOutputStream().write(requests.get(i % requests.size()));
                readAnswer(in);
                ms[i] = (System.nanoTime() - due) / 1e6;
            }
        }
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.contains(" 200 ")) {
            throw new IOException("answer must be 200, was " + status);
        }
        long length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("connection has ended");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
