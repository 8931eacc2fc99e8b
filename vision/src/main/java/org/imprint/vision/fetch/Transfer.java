package org.imprint.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One address of one file: asks for what is still missing and appends it to the part. */
final class Transfer {

    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final HttpClient client;
    private final Duration stall;
    private final FileProgress progress;
    private final RemoteFile file;
    private final URI source;

    Transfer(HttpClient client, Duration stall, FileProgress progress, RemoteFile file, URI source) {
        this.client = client;
        this.stall = stall;
        this.progress = progress;
        this.file = file;
        this.source = source;
    }

    /** Fetches until the end of the file and returns whether its start was there before. */
    boolean run(PartFile part) throws TransferException, IOException, InterruptedException {
        long have = resumable(part);
        if (have > 0 && file.bytes().isPresent() && file.bytes().getAsLong() == have) {
            return true;
        }
        HttpResponse<InputStream> answer = ask(part, have);
        try (InputStream body = answer.body()) {
            boolean resumed = accept(answer, part, have);
            long start = resumed ? have : 0;
            OptionalLong total = total(answer, start);
            long end = append(body, part, start, total);
            if (total.isPresent() && end < total.getAsLong()) {
                throw TransferException.temporary(
                        "connection ended after " + end + " of " + total.getAsLong() + " bytes");
            }
            return resumed;
        }
    }

    /** Returns how many of the bytes that are there can be used, and throws the others away. */
    private long resumable(PartFile part) throws IOException {
        Optional<String> version = part.versionFrom(source);
        boolean known = version.isPresent()
                && (!version.get().isEmpty() || file.digest().isPresent());
        boolean fits = file.bytes().isEmpty() || part.length() <= file.bytes().getAsLong();
        if (known && fits) {
            return part.length();
        }
        part.discard();
        return 0;
    }

    private HttpResponse<InputStream> ask(PartFile part, long have)
            throws TransferException, IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(source).header("User-Agent", "imprint").timeout(stall);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            part.versionFrom(source).filter(v -> !v.isEmpty()).ifPresent(v -> request.header("If-Range", v));
        }
        HostLookup.require(client, source);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw TransferException.lasting("cannot be reached: " + why(e), e);
        } catch (IOException e) {
            throw TransferException.temporary("cannot be reached: " + e, e);
        }
    }

    private static String why(IOException e) {
        return e instanceof HttpConnectTimeoutException
                ? "no connection within the time for one"
                : e.getMessage() == null ? "no connection" : e.getMessage();
    }

    /** Returns whether the answer continues the part; the part is emptied if it starts anew. */
    private boolean accept(HttpResponse<InputStream> answer, PartFile part, long have)
            throws TransferException, IOException {
        int status = answer.statusCode();
        if (status == PARTIAL && have > 0) {
            Matcher range = CONTENT_RANGE.matcher(
                    answer.headers().firstValue("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != have) {
                part.discard();
                throw TransferException.temporary("server answered with another range than bytes " + have + "-: "
                        + answer.headers().firstValue("Content-Range").orElse("none"));
            }
            return true;
        }
        if (status == OK) {
            part.restart(source, version(answer));
            return false;
        }
        if (status == RANGE_NOT_SATISFIABLE && have > 0) {
            part.discard();
            throw TransferException.temporary("server has no bytes from " + have + " on");
        }
        String problem = "server answered with status " + status;
        boolean temporary = status == 408 || status == 429 || status >= 500;
        throw temporary ? TransferException.temporary(problem) : TransferException.lasting(problem);
    }

    /** Returns a strong ETag or else the date of the last change; weak ETags may not be used for ranges. */
    private static String version(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.headers().firstValue("Last-Modified"))
                .orElse("");
    }

    private OptionalLong total(HttpResponse<?> answer, long start) throws TransferException {
        OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
        OptionalLong total = length.isPresent() ? OptionalLong.of(start + length.getAsLong()) : file.bytes();
        if (file.bytes().isPresent() && !total.equals(file.bytes())) {
            throw TransferException.lasting(
                    "must have " + file.bytes().getAsLong() + " bytes, server offers " + total.getAsLong());
        }
        return total;
    }

    private long append(InputStream body, PartFile part, long start, OptionalLong total)
            throws TransferException, IOException {
        long done = start;
        byte[] buffer = new byte[BUFFER];
        try (FileChannel out = part.append();
                StallGuard guard = new StallGuard(body, stall)) {
            progress.advanced(file.name(), done, total);
            for (int n = read(body, buffer, guard); n >= 0; n = read(body, buffer, guard)) {
                if (total.isPresent() && done + n > total.getAsLong()) {
                    throw TransferException.lasting("must have " + total.getAsLong() + " bytes, server sends more");
                }
                PartFile.write(out, buffer, n);
                done += n;
                progress.advanced(file.name(), done, total);
            }
            out.force(true);
        }
        return done;
    }

    private int read(InputStream body, byte[] buffer, StallGuard guard) throws TransferException {
        try {
            int n = body.read(buffer);
            guard.alive();
            return n;
        } catch (IOException e) {
            String problem = guard.fired() ? "no byte for " + stall.toMillis() + " ms" : "connection broke: " + e;
            throw TransferException.temporary(problem, e);
        }
    }
}
