package org.imprint.serve.guard.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections whose request does not come to the end of its headers in time. An idle timeout does not: one byte now and then
 * keeps a connection from being idle.
 */
public final class HalfRequests extends AbstractLifeCycle implements Connection.Listener, HttpConfiguration.Customizer {

    private final Connector connector;
    private final Duration patience;
    private final Map<Connection, Head> heads = new ConcurrentHashMap<>();
    private volatile Scheduler.Task next;

    /** Watches the connections of a connector, as a bean of it. @param patience from the first byte to the end of headers */
    public HalfRequests(Connector connector, Duration patience) {
        this.connector = connector;
        this.patience = patience;
    }

    @Override
    public void onOpened(Connection connection) {
        heads.put(connection, new Head());
    }

    @Override
    public void onClosed(Connection connection) {
        heads.remove(connection);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Head head = heads.get(connection);
        if (head != null) {
            head.isComplete = true;
            Request.addCompletionListener(request, failure -> {
                head.before = connection.getBytesIn();
                head.since = 0;
                head.isComplete = false;
            });
        }
        return request;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task last = next;
        if (last != null) {
            last.cancel();
        }
        heads.clear();
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
    }

    private void look() {
        heads.forEach((connection, head) -> {
            if (!head.isComplete && connection.getBytesIn() > head.before && head.lasts(patience)) {
                connection.getEndPoint().close();
            }
        });
        if (isRunning() || isStarting()) {
            schedule();
        }
    }

    /** How far the headers of a connection's next request have come. */
    private static final class Head {
        private volatile boolean isComplete;
        private volatile long before;
        private volatile long since;

        /** Returns whether it has been incomplete for so long; begins to count if it had not begun. */
        boolean lasts(Duration patience) {
            if (since == 0) {
                since = NanoTime.now();
                return false;
            }
            return NanoTime.since(since) > patience.toNanos();
        }
    }
}
