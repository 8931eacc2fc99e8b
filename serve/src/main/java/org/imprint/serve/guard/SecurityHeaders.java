package org.imprint.serve.guard;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Headers of every answer: what a browser may do with it. */
final class SecurityHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "worker-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    /** Names that browsers know; an unknown one would be told on the console. */
    private static final String PERMISSIONS = "accelerometer=(), autoplay=(self), camera=(self), display-capture=(),"
            + " encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(),"
            + " payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(),"
            + " xr-spatial-tracking=()";

    private static final List<HttpField> ALWAYS = List.of(
            new PreEncodedHttpField("Content-Security-Policy", POLICY),
            new PreEncodedHttpField("Permissions-Policy", PERMISSIONS),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            // A route that knows better sets its own.
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

    private static final HttpField SECURE_ONLY =
            new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

    private SecurityHeaders() {}

    /** Puts them. @param stayingSecure whether browsers are told to come by TLS alone from now on */
    static void put(HttpFields.Mutable fields, boolean stayingSecure) {
        ALWAYS.forEach(fields::put);
        if (stayingSecure) {
            fields.put(SECURE_ONLY);
        }
    }
}
