package org.imprint.serve.guard;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before all routes: headers on every answer, and nobody through who should not be. */
public final class GuardHandler extends Handler.Wrapper {

    /** Probes ask by the address of a container and know no token; these answers tell nothing. */
    private static final Set<String> HEALTH = Set.of("/v2/health/live", "/v2/health/ready");

    /** The page and what it is made of, which hold nothing of a classifier. All else needs the token. */
    private static final Pattern PAGE =
            Pattern.compile("/([A-Za-z0-9_-]+\\.(html|js|css|txt|svg|png|ico|webmanifest))?");

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final Doorway doorway;
    private final Credentials credentials;

    /** Makes one. @param credentials what clients must show, if anything */
    public GuardHandler(Doorway doorway, Credentials credentials) {
        this.doorway = doorway;
        this.credentials = credentials;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SecurityHeaders.put(response.getHeaders(), doorway.isSecureElsewhere());
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            Refusals.tell(request, response, callback, refusal.get());
            return true;
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && doorway.isAllowedElsewhere(origin)) {
            CrossOrigin.allow(response.getHeaders(), origin);
            if (CrossOrigin.isPreflight(request)) {
                CrossOrigin.answerPreflight(response, callback);
                return true;
            }
        }
        Optional<Refusal> unknown = isOpen(request) ? Optional.empty() : credentials.refusal(request);
        if (unknown.isPresent()) {
            Refusals.tell(request, response, callback, unknown.get());
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<Refusal> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        String asked = headers.get(HttpHeader.HOST);
        int port = Request.getLocalPort(request);
        if (!HEALTH.contains(path(request)) && !isForUs(request, asked, port)) {
            return Optional.of(Refusal.of(
                    421,
                    "Host must be one of " + doorway.names(port) + ", was " + asked
                            + " (--allow-host NAME allows another)"));
        }
        String origin = headers.get(HttpHeader.ORIGIN);
        if (headers.getValuesList(HttpHeader.ORIGIN).size() > 1
                || origin != null && (asked == null || !doorway.mayAsk(origin, asked))) {
            return Optional.of(Refusal.of(
                    403,
                    "Origin must be this server's own, was " + origin + " (--allow-origin ORIGIN allows another)"));
        }
        String site = headers.get(FETCH_SITE);
        if (site != null && !FROM_HERE.contains(site) && origin == null && !isVisit(request)) {
            return Optional.of(Refusal.of(
                    403, FETCH_SITE + " must be same-origin or none, was " + site + ": pages elsewhere may not ask"));
        }
        return Optional.empty();
    }

    /** The line of a request may name a host as well: both must be ours. */
    private boolean isForUs(Request request, String asked, int port) {
        String inLine = request.getHttpURI().getAuthority();
        return request.getHeaders().getValuesList(HttpHeader.HOST).size() == 1
                && doorway.isAskedFor(asked, port)
                && (inLine == null || doorway.isAskedFor(inLine, port));
    }

    /** Somebody follows a link to the page: it shows nothing until its own script asks. */
    private static boolean isVisit(Request request) {
        return "GET".equals(request.getMethod())
                && "/".equals(path(request))
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
                && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"));
    }

    private static boolean isOpen(Request request) {
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        return reads
                && (HEALTH.contains(path(request))
                        || PAGE.matcher(path(request)).matches());
    }

    private static String path(Request request) {
        return request.getHttpURI().getPath();
    }
}
