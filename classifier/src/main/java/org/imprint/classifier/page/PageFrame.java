package org.imprint.classifier.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.imprint.core.text.Escapes;
import org.imprint.vision.data.ContentDigest;

/**
 * The HTML around the content. Its content security policy allows the one script and the one style by their digests, pictures that are
 * inside, and nothing else: no request leaves the page, and no text can become a script or a style.
 */
public final class PageFrame {

    private PageFrame() {}

    /**
     * Returns the page, with a button of the id {@code theme} that turns light into dark.
     *
     * @param body its content, which begins with the header
     * @param owner whose {@code page.css} and {@code page.js} come after those of all pages
     * @param rules style that comes after both, which is none of a stranger's text; may be empty
     */
    public static String html(String title, String body, Class<?> owner, String rules) {
        String style = resource(PageFrame.class, "frame.css") + resource(owner, "page.css") + rules;
        String script = resource(PageFrame.class, "frame.js") + resource(owner, "page.js");
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                + digest(script)
                + "; style-src " + digest(style) + "; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>"
                + Escapes.html(title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n" + body + "<script>"
                + script + "</script>\n</body>\n</html>\n";
    }

    private static String digest(String text) {
        byte[] sha256 = ContentDigest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the jar", e);
        }
    }
}
