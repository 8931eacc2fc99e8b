package org.imprint.serve.metrics;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/** Stands before everything: calls each request something, counts those under way, and tells of each when it has ended. */
public final class RequestWatch extends Handler.Wrapper implements RequestLog {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final double NANOS_IN_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ServerMetrics metrics;
    private final AccessLog log;
    private final String start;
    private final AtomicLong made = new AtomicLong();
    private final AtomicInteger underWay;

    /** Makes one. */
    public RequestWatch(ServerMetrics metrics, AccessLog log, Clock clock) {
        this.metrics = metrics;
        this.log = log;
        this.start = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.underWay = metrics.underWay();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = RequestFacts.givenId(request).orElseGet(() -> start + "-" + made.incrementAndGet());
        RequestFacts.call(request, id);
        response.getHeaders().put(RequestFacts.ID_HEADER, id);
        underWay.incrementAndGet();
        Request.addCompletionListener(request, failure -> underWay.decrementAndGet());
        return super.handle(request, response, callback);
    }

    @Override
    public void log(Request request, Response response) {
        long nanos = NanoTime.since(request.getBeginNanoTime());
        String method = RequestFacts.method(request);
        String route = RequestFacts.route(request);
        metrics.ended(method, route, response.getStatus(), nanos);
        log.write(new AccessLog.Line(
                TIME.format(Instant.ofEpochMilli(Request.getTimeStamp(request))),
                method,
                route,
                response.getStatus(),
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response),
                Math.round(nanos / NANOS_IN_MS * 1000) / 1000.0,
                Request.getRemoteAddr(request),
                RequestFacts.id(request)));
    }
}
