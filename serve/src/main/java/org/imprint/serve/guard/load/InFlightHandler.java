package org.imprint.serve.guard.load;

import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprint.serve.guard.Limits;
import org.imprint.serve.guard.Refusal;
import org.imprint.serve.guard.Refusals;

/** Lets so many requests be answered at the same time, and of those that go over all examples fewer. */
public final class InFlightHandler extends Handler.Wrapper {

    private static final Pattern HEAVY =
            Pattern.compile("/api/[^/]+/(evaluate|doctor|export|map|learning-curve|unknown|explain|alike)/*");
    private static final String SOON = "1";
    private static final String LATER = "5";

    private final Limits limits;
    private final Semaphore all;
    private final Semaphore heavy;

    /** Makes one. */
    public InFlightHandler(Limits limits) {
        this.limits = limits;
        this.all = new Semaphore(limits.inFlight());
        this.heavy = new Semaphore(limits.heavy());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path.startsWith("/v2/health/")) {
            return super.handle(request, response, callback);
        }
        if (!all.tryAcquire()) {
            refuse(request, response, callback, limits.inFlight() + " requests", SOON);
            return true;
        }
        Request.addCompletionListener(request, failure -> all.release());
        if (HEAVY.matcher(path).matches()) {
            if (!heavy.tryAcquire()) {
                refuse(request, response, callback, limits.heavy() + " requests that go over all examples", LATER);
                return true;
            }
            Request.addCompletionListener(request, failure -> heavy.release());
        }
        return super.handle(request, response, callback);
    }

    private static void refuse(Request request, Response response, Callback callback, String what, String seconds) {
        Refusal refusal = Refusal.of(429, what + " are under way, which is the most; try again in " + seconds + " s")
                .with("Retry-After", seconds);
        Refusals.tell(request, response, callback, refusal);
    }
}
