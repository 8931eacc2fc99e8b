package org.imprint.serve.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.imprint.classifier.journal.JournalFullException;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells clients what went wrong: {@code {"error": "…"}} with a status, and never a trace. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final int TOO_MANY = 429;

    private Problems() {}

    /** Adds what tells of everything that routes throw, and of paths that are none. */
    public static void addTo(RoutesConfig routes) {
        routes.exception(HttpProblem.class, (e, context) -> tell(context, e.status(), e.getMessage()));
        routes.exception(JournalFullException.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            tell(context, 507, "the change cannot be written to disk, nothing was changed; the server's log says why");
        });
        routes.exception(DataException.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            tell(context, 500, "the server has trouble with its files; its log says more");
        });
        routes.exception(ImprintException.class, (e, context) -> tell(context, 400, e.getMessage()));
        routes.exception(HttpResponseException.class, (e, context) -> tell(context, e.getStatus(), e.getMessage()));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            tell(context, 500, "the server has a fault here; its log says more");
        });
    }

    private static void tell(Context context, int status, String message) {
        context.status(status);
        if (status == TOO_MANY) {
            context.header("Retry-After", "1");
        }
        Json.answer(context, Map.of("error", message));
    }
}
