package org.imprint.serve.guard.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.imprint.serve.guard.Refusal;
import org.imprint.serve.guard.Refusals;

/** One body as it comes in. Waiting for more of it takes no thread. */
final class BodyIntake implements Runnable {

    /** A client may be this slow for a while: it may have been asleep. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final long LEAST_BYTES_PER_SECOND = 4096;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final int mostBytes;
    private final BodyBudget budget;
    private final Request.Handler next;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private long bytes;
    private long waited;
    private long asked;

    BodyIntake(
            Request request,
            Response response,
            Callback callback,
            int mostBytes,
            BodyBudget budget,
            Request.Handler next) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.mostBytes = mostBytes;
        this.budget = budget;
        this.next = next;
        Request.addCompletionListener(request, failure -> budget.give(bytes));
    }

    static Refusal tooLarge(int most, String given) {
        return Refusal.of(
                413, "body must be of at most " + most + " bytes, was of " + given + " (--max-body allows more)");
    }

    @Override
    public void run() {
        waited += asked == 0 ? 0 : NanoTime.since(asked);
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                asked = NanoTime.now();
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                Response.writeError(request, response, callback, chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            Refusal refusal = take(chunk.getByteBuffer());
            chunk.release();
            if (refusal != null) {
                Refusals.tell(request, response, callback, refusal);
                return;
            }
            if (last) {
                pass();
                return;
            }
        }
    }

    /** Copies, as a slice of a buffer would hold all of it. */
    private Refusal take(ByteBuffer more) {
        int size = more.remaining();
        if (bytes + size > mostBytes) {
            return tooLarge(mostBytes, "more");
        }
        if (!budget.take(size)) {
            return Refusal.of(503, "bodies of other requests fill the memory for them; try again in 1 s")
                    .with("Retry-After", "1");
        }
        bytes += size;
        if (isTooSlow()) {
            return Refusal.of(
                    408, "body must come at " + LEAST_BYTES_PER_SECOND + " bytes a second at least, came slower");
        }
        if (size > 0) {
            byte[] copy = new byte[size];
            more.get(copy);
            parts.add(ByteBuffer.wrap(copy));
        }
        return null;
    }

    private boolean isTooSlow() {
        double seconds = (waited - GRACE.toNanos()) / 1e9;
        return seconds > 0 && bytes < seconds * LEAST_BYTES_PER_SECOND;
    }

    private void pass() {
        try {
            if (!next.handle(new WithBody(request, parts), response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    /** A request whose body is here already. */
    private static final class WithBody extends Request.Wrapper {

        private final ByteBufferContentSource body;

        WithBody(Request request, List<ByteBuffer> parts) {
            super(request);
            this.body = new ByteBufferContentSource(parts);
        }

        @Override
        public long getLength() {
            return body.getLength();
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            body.demand(demandCallback);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }
}
