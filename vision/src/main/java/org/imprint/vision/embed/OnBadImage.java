package org.imprint.vision.embed;

/** What becomes of a pass in which images have no embedding. All others are embedded first either way. */
public enum OnBadImage {
    /** It ends without its files; their rows wait for a pass without the bad images. */
    STOP,
    /** Its files are those of the other images. */
    SKIP
}
