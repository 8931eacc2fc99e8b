package org.imprint.cluster.client;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Supplier;
import org.imprint.cluster.ClusterException;

/** Turns what goes wrong at the client into a sentence. */
final class Gate {

    private final String server;

    Gate(String server) {
        this.server = server;
    }

    /** Asks, and says what went wrong with what. */
    <T> T ask(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw explained(what, e);
        }
    }

    static boolean isConflict(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    private ClusterException explained(String what, KubernetesClientException e) {
        if (e.getCode() <= 0) {
            return new ClusterException(what + ": the cluster at " + server + " cannot be reached: " + innermost(e), e);
        }
        String said = e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
        return new ClusterException(
                what + ": the cluster at " + server + " answered " + e.getCode() + ": "
                        + said.lines().findFirst().orElse(""),
                e);
    }

    /** Returns what the innermost cause that says anything says; its name if none does. */
    private static String innermost(Throwable e) {
        String says = "";
        Throwable last = e;
        for (Throwable cause = e.getCause(); cause != null && cause != last; cause = cause.getCause()) {
            says = cause.getMessage() == null || cause.getMessage().isBlank() ? says : cause.getMessage();
            last = cause;
        }
        if (says.isEmpty()) {
            // The JDK's client gives a refused or broken connection no message.
            return last instanceof IOException
                    ? "nothing answers there"
                    : last.getClass().getSimpleName();
        }
        return says;
    }
}
