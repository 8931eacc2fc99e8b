package org.imprint.study.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.core.text.Escapes;

/**
 * The HTML around the blocks.
 *
 * <p>Its content security policy allows the scripts that are inside by their digests and nothing else: no request leaves the page,
 * and no text can become a script.
 */
final class Page {

    private static final List<String> SCRIPTS = List.of(
            "echarts/echarts.min.js",
            "md5.js",
            "data.js",
            "model.js",
            "dom.js",
            "board.js",
            "drill.js",
            "charts.js",
            "figures.js",
            "figures-rank.js",
            "figures-collapse.js",
            "main.js");

    private Page() {}

    /** Returns the page. */
    static String html(String title, Map<String, String> blocks) {
        List<String> scripts = SCRIPTS.stream().map(Page::resource).toList();
        String page = resource("page.html");
        page = replace(page, "{{title}}", Escapes.html(title));
        page = replace(page, "{{policy}}", policy(scripts));
        page = replace(page, "{{style}}", resource("page.css"));
        page = replace(page, "{{blocks}}", blocks(blocks));
        return replace(
                page,
                "{{scripts}}",
                scripts.stream().map(s -> "<script>" + s + "</script>\n").collect(Collectors.joining()));
    }

    private static String replace(String page, String place, String text) {
        int at = page.indexOf(place);
        return page.substring(0, at) + text + page.substring(at + place.length());
    }

    private static String policy(List<String> scripts) {
        String digests = scripts.stream()
                .map(s -> "'sha256-" + Base64.getEncoder().encodeToString(sha256(s)) + "'")
                .collect(Collectors.joining(" "));
        // Styles have no digests because the charts set some on their elements.
        return "default-src 'none'; script-src " + digests
                + "; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String blocks(Map<String, String> blocks) {
        StringBuilder html = new StringBuilder();
        blocks.forEach((name, text) -> html.append("<script type=\"text/plain\" id=\"block-")
                .append(name)
                .append("\">")
                .append(text)
                .append("</script>\n"));
        return html.toString();
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the jar", e);
        }
    }
}
