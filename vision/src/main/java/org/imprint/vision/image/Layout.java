package org.imprint.vision.image;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** The order of a backbone's input axes; n is the image, c the channel, h the row, w the column. */
public enum Layout implements Named {
    /** Plane after plane, as PyTorch wants it. */
    NCHW("nchw"),
    /** Channels interleaved, as TensorFlow wants it. */
    NHWC("nhwc");

    private final String wireName;

    Layout(String wireName) {
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
    public static Layout of(String wireName) {
        return Named.find("layout", Layout.class, wireName);
    }
}
