package org.imprint.serve.guard;

import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What clients must show, if anything: the token, or the cookie of a session that the token began.
 *
 * <p>Failed attempts are not counted: 2²⁵⁶ tokens cannot be tried, and who is counted out could be a client behind the same address.
 */
public final class Credentials {

    private static final String BEARER = "Bearer ";
    private static final String SESSION_PATH = "/session";

    private final Optional<AccessToken> token;
    private final boolean secure;
    private final SessionKey sessions;

    /** Makes those of a server. @param secure whether it speaks TLS @param clock of sessions */
    public Credentials(Optional<AccessToken> token, boolean secure, Clock clock) {
        this.token = token;
        this.secure = secure;
        this.sessions = new SessionKey(clock);
    }

    /** Returns why a request is not let in, or nothing. A session begins by the token alone, not by a session. */
    Optional<Refusal> refusal(Request request) {
        if (token.isEmpty() || hasToken(request, token.get())) {
            return Optional.empty();
        }
        if (!SESSION_PATH.equals(request.getHttpURI().getPath()) && hasSession(request)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(401, "this server wants its token: Authorization: Bearer TOKEN")
                .with("WWW-Authenticate", "Bearer"));
    }

    /** Returns the cookie of a session that begins now, as a Set-Cookie header's value; nothing where no token is wanted. */
    Optional<String> cookie(int port) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(name(port) + "=" + sessions.issue() + "; Path=/; Max-Age=" + SessionKey.LIFE.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }

    private static boolean hasToken(Request request, AccessToken wanted) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return given != null
                && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && wanted.matches(given.substring(BEARER.length()).strip());
    }

    private boolean hasSession(Request request) {
        String name = name(Request.getLocalPort(request));
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(name) && sessions.knows(cookie.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** Cookies know no ports: two servers of one machine would take each other's away. */
    private String name(int port) {
        return (secure ? "__Host-" : "") + "imprint-session-" + port;
    }
}
