package org.imprint.vision.install;

/** What is known of the weights a backbone was made from. */
public enum Verification {
    /** The official file: all 64 digits of its published SHA-256 agree. */
    SHA256("sha256", "official file, sha256 checked"),
    /** As many digits as are published agree: enough against damage, too few against malice. */
    SHA256_PREFIX("sha256_prefix", "official file, the published first digits of its sha256 checked"),
    /** From the official address, which publishes no digest. */
    UNPUBLISHED("unpublished", "no digest is published to check against"),
    /** Another file than the official one, taken because the user said so. */
    OTHER("other", "not the official file"),
    /** The user's own. */
    OWN("own", "imported");

    private final String wireName;
    private final String sentence;

    Verification(String wireName, String sentence) {
        this.wireName = wireName;
        this.sentence = sentence;
    }

    /** Returns the name in files. */
    public String wireName() {
        return wireName;
    }

    /** Returns the same in words. */
    public String sentence() {
        return sentence;
    }
}
