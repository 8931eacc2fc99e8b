package org.imprint.vision.embed;

import org.imprint.core.Named;

/** What becomes of a pass in which images have no embedding. All others are embedded first either way. */
public enum OnBadImage implements Named {
    /** It ends without its files; their rows wait for a pass without the bad images. */
    STOP("stop"),
    /** Its files are those of the other images. */
    SKIP("skip");

    private final String wireName;

    OnBadImage(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
