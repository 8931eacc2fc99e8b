package org.imprint.vision.embed;

import org.imprint.vision.data.LeftOut;

/**
 * An image that has no embedding.
 *
 * @param id its id in the source
 * @param reason a sentence that names it and says why
 */
public record BadImage(String id, String reason) {

    /** Returns it as something that was left out. */
    LeftOut.Item leftOut() {
        return new LeftOut.Item(id, LeftOut.Reason.BAD_IMAGE, reason);
    }
}
