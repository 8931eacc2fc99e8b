package org.imprint.serve.playground;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.serve.http.RouteGroup;

/** The page at {@code /} and what it is made of: these files and no other. */
public final class PlaygroundRoutes implements RouteGroup {

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "app.js", "text/javascript;charset=utf-8",
            "app.css", "text/css;charset=utf-8",
            "icon.svg", "image/svg+xml",
            "licences.txt", "text/plain;charset=utf-8");

    private final List<PageFile> files;

    /** Reads the files of the page. */
    public PlaygroundRoutes() {
        files = TYPES.keySet().stream()
                .sorted()
                .map(name -> PageFile.read(name, TYPES.get(name)))
                .toList();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (PageFile file : files) {
            String path = file.name().equals("index.html") ? "/" : "/" + file.name();
            routes.get(path, context -> answer(context, file));
            routes.head(path, context -> answer(context, file));
        }
    }

    /** Every answer is asked about again (the file may be another after an update), and costs nothing if it is the same. */
    private static void answer(Context context, PageFile file) {
        boolean packed = accepts(context.header("Accept-Encoding"));
        String tag = packed ? file.packedTag() : file.tag();
        context.header("Cache-Control", "no-cache").header("ETag", tag).header("Vary", "Accept-Encoding");
        if (names(context.header("If-None-Match"), file)) {
            context.status(304);
            return;
        }
        context.contentType(file.type());
        if (packed) {
            context.header("Content-Encoding", "gzip").result(file.packed());
        } else {
            context.result(file.bytes());
        }
    }

    private static boolean names(String tags, PageFile file) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(file.tag()) || tag.equals(file.packedTag()));
    }

    private static boolean accepts(String encodings) {
        if (encodings == null) {
            return false;
        }
        Map<String, Boolean> wanted = Arrays.stream(encodings.split(","))
                .map(each -> each.strip().split(";", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0].strip(),
                        parts -> parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?"),
                        (first, again) -> again));
        return wanted.getOrDefault("gzip", wanted.getOrDefault("*", false));
    }
}
