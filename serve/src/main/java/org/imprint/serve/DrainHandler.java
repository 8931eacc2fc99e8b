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

    private int underWay;
    private boolean ending;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (begin()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            if (READY.matcher(request.getHttpURI().getPath()).matches()) {
                response.setStatus(503);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                Request.addCompletionListener(request, failure -> end());
                response.write(true, ByteBuffer.wrap(NOT_READY), callback);
                return true;
            }
        }
        Request.addCompletionListener(request, failure -> end());
        return super.handle(request, response, callback);
    }

    private synchronized boolean begin() {
        underWay++;
        return ending;
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** From now on the server is not ready, and connections end with their next answer. */
    synchronized void turnNotReady() {
        ending = true;
    }

    /** Waits until nothing is under way, but no longer. */
    synchronized void await(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (underWay > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
