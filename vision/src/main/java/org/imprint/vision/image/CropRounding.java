package org.imprint.vision.image;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** Where a centre crop starts when the margin is odd; the libraries disagree by one pixel. */
public enum CropRounding implements Named {
    /** Half to even, as Python's {@code round} does and with it torchvision. */
    HALF_EVEN("half_even") {
        @Override
        int start(int length, int crop) {
            // A larger crop pads first and puts the smaller half of the padding in front.
            return crop > length ? -((crop - length) / 2) : (int) Math.rint((length - crop) / 2.0);
        }
    },
    /** Down, as Hugging Face's image processors do. */
    FLOOR("floor") {
        @Override
        int start(int length, int crop) {
            return Math.floorDiv(length - crop, 2);
        }
    };

    private final String wireName;

    CropRounding(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the first index of the crop along an axis; negative where the crop is longer and zeros are padded. */
    abstract int start(int length, int crop);

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static CropRounding of(String wireName) {
        return Named.find("crop rounding", CropRounding.class, wireName);
    }
}
