package org.imprint.serve.insight;

import io.javalin.http.Context;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.ServedModel;
import org.imprint.vision.data.ContentDigest;

/** The small picture of an example; it never changes, as it is asked for by the digest of its image. */
final class ThumbnailAnswer {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private ThumbnailAnswer() {}

    static void give(Context context, ServedModel model) {
        ContentDigest digest = digest(context.pathParam("id"));
        byte[] picture = model.classifier()
                .picture(digest)
                .orElseThrow(() -> new HttpProblem(404, "there is no picture of example " + digest.hex()));
        context.header("Cache-Control", "private, max-age=31536000, immutable");
        context.contentType(isPng(picture) ? "image/png" : "image/jpeg").result(picture);
    }

    private static boolean isPng(byte[] picture) {
        for (int i = 0; i < PNG.length; i++) {
            if (picture.length <= i || picture[i] != PNG[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the digest that an id is. @throws HttpProblem if it is none */
    static ContentDigest digest(String id) {
        try {
            return ContentDigest.ofHex(id);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "id must be a digest of 64 hexadecimal digits, was " + id);
        }
    }
}
