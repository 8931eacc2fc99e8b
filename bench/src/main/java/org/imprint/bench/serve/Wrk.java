package org.imprint.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.ImprintException;

/** The load generator wrk, a program of its own that costs less processor time than a client in Java. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

    private Wrk() {}

    /** @throws ImprintException if there is none */
    static void require() throws InterruptedException {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ImprintException("wrk must be there, was not: apt-get install wrk, or --client own", e);
        }
    }

    /** Returns the answers per second. */
    static double rate(Question question, int port, int connections, int seconds, Path scratch)
            throws IOException, InterruptedException {
        Path body = Files.write(scratch.resolve("body"), question.body());
        StringBuilder script = new StringBuilder("local f = io.open('" + body + "', 'rb')\n"
                + "wrk.method = 'POST'\nwrk.body = f:read('*a')\nf:close()\n");
        for (int i = 0; i < question.headers().size(); i += 2) {
            script.append("wrk.headers['")
                    .append(question.headers().get(i))
                    .append("'] = '")
                    .append(question.headers().get(i + 1))
                    .append("'\n");
        }
        Path lua = Files.writeString(scratch.resolve("ask.lua"), script);
        Process wrk = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        lua.toString(),
                        "http://127.0.0.1:" + port + question.path()))
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher rate = RATE.matcher(said);
        if (!rate.find() || BAD.matcher(said).find()) {
            throw new IOException("all must be answered 200, wrk said: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
