package org.imprint.serve.api;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An answer that is a file to keep. */
final class Attachment {

    private Attachment() {}

    /** Names the file that an answer is, in ASCII for those who know no more, and as it is (RFC 6266). */
    static void name(Context context, String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String whole = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        context.header("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + whole);
    }
}
