package org.imprint.vision.embed;

import org.imprint.core.ImprintException;
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

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static OnBadImage of(String wireName) {
        return Named.find("--on-bad-image", OnBadImage.class, wireName);
    }
}
