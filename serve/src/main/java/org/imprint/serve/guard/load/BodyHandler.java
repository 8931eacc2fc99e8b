package org.imprint.serve.guard.load;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprint.serve.guard.Refusals;

/**
 * Takes in a body whole before a thread is given to its request, so that slow clients hold no threads.
 *
 * <p>Too large: 413, by its length before it is read, else as soon as it is. Too slow: 408. All bodies together too large: 503.
 */
public final class BodyHandler extends Handler.Wrapper {

    private final int mostBytes;
    private final BodyBudget budget;

    /** Makes one. @param mostBytes of one body @param mostTogether bytes of all bodies at once */
    public BodyHandler(int mostBytes, long mostTogether) {
        this.mostBytes = mostBytes;
        this.budget = new BodyBudget(Math.max(mostBytes, mostTogether));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long announced = request.getLength();
        if (announced == 0) {
            return super.handle(request, response, callback);
        }
        if (announced > mostBytes) {
            Refusals.tell(request, response, callback, BodyIntake.tooLarge(mostBytes, Long.toString(announced)));
            return true;
        }
        new BodyIntake(request, response, callback, mostBytes, budget, this::pass).run();
        return true;
    }

    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }
}
