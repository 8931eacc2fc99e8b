package org.imprint.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says that the server is not ready once it is to end, and waits for what is under way. */
final class DrainHandler extends Handler.Wrapper {

    private static final Pattern READY = Pattern.compile("/v2/(health|models/.+)/ready");
    private static final byte[] NOT_READY = "{\"live\":true,\"ready\":false}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] ENDED =
            "{\"error\":\"the server is ending; ask again when it is back\"}".getBytes(StandardCharsets.UTF_8);

    private int underWay;
    private boolean ending;
    private boolean ended;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isEnding;
        boolean isTaken;
        synchronized (this) {
            isEnding = ending;
            isTaken = !ended;
            underWay += isTaken ? 1 : 0;
        }
        if (isTaken) {
            Request.addCompletionListener(request, failure -> end());
        }
        if (isEnding) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            boolean isProbe = READY.matcher(request.getHttpURI().getPath()).matches();
            if (isProbe || !isTaken) {
                response.setStatus(503);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.write(true, ByteBuffer.wrap(isProbe ? NOT_READY : ENDED), callback);
                return true;
            }
        }
        return super.handle(request, response, callback);
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** From now on the server is not ready, and connections end with their next answer. */
    synchronized void turnNotReady() {
        ending = true;
    }

    /** Waits until nothing is under way, but no longer than so; nothing is taken afterwards. */
    synchronized void await(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        try {
            while (underWay > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } finally {
            ended = true;
        }
    }
}
