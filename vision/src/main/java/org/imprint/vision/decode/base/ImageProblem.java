package org.imprint.vision.decode.base;

/** Why an image file gives no picture: few kinds, so that files can be counted by them. */
public enum ImageProblem {
    /** There is no such file, or it is a folder or device. */
    MISSING("missing"),
    /** The file system refused to give the bytes. */
    UNREADABLE("unreadable"),
    /** The file has no bytes. */
    EMPTY("empty"),
    /** The first bytes are those of no image format that is known. */
    NOT_AN_IMAGE("not an image"),
    /** A format that is known but not read, such as HEIC. */
    FOREIGN("of a format that is not read"),
    /** A rare kind of a format that is read, such as JPEG with arithmetic codes. */
    UNSUPPORTED("of a kind that is not read"),
    /** The file ends before its pixels do. */
    TRUNCATED("truncated"),
    /** The bytes contradict the format. */
    DAMAGED("damaged"),
    /** More pixels, bytes or memory than the budget allows. */
    TOO_LARGE("too large"),
    /** More decoding time than the budget allows. */
    TOO_SLOW("too slow to decode");

    private final String words;

    ImageProblem(String words) {
        this.words = words;
    }

    /** Returns the words for people that follow a number: {@code 2 truncated}. */
    public String words() {
        return words;
    }
}
