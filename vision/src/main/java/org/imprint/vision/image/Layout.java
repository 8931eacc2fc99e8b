package org.imprint.vision.image;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The order of a backbone's input axes; n is the image, c the channel, h the row, w the column. */
public enum Layout {
    /** Plane after plane, as PyTorch wants it. */
    NCHW("nchw"),
    /** Channels interleaved, as TensorFlow wants it. */
    NHWC("nhwc");

    private final String wireName;

    Layout(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in files. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws IllegalArgumentException if there is none, naming the legal ones
     */
    public static Layout of(String wireName) {
        return Arrays.stream(values())
                .filter(v -> v.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layout must be one of "
                        + Arrays.stream(values()).map(Layout::wireName).collect(Collectors.joining(", "))
                        + ", was " + wireName));
    }
}
