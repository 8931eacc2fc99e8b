package org.imprint.vision.backbone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.RgbImage;

/**
 * A place for the images of one batch, preprocessed into the memory that the backbone reads: nothing is copied again.
 *
 * <p>Made by {@link Backbone#newInput}, filled, embedded, cleared and filled again. Used by one thread at a time.
 */
public final class InputBatch {

    private final Preprocessing preprocessing;
    private final int capacity;
    private final FloatBuffer pixels;
    private int images;

    /**
     * Makes an empty one.
     *
     * @param capacity images that it takes, ≥ 1
     * @param multiple its memory is rounded up to a multiple of so many images, ≥ 1
     */
    InputBatch(Preprocessing preprocessing, int capacity, int multiple) {
        this.preprocessing = preprocessing;
        this.capacity = Checks.inRange("input batch", capacity, 1, Integer.MAX_VALUE);
        long room = (capacity + multiple - 1L) / multiple * multiple;
        long bytes = room * preprocessing.size() * Float.BYTES;
        Checks.require(
                bytes <= Integer.MAX_VALUE,
                "input batch of " + room + " images must take at most " + Integer.MAX_VALUE + " bytes",
                bytes);
        this.pixels = ByteBuffer.allocateDirect((int) bytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Returns the number of images that it takes. */
    public int capacity() {
        return capacity;
    }

    /** Returns the number of images in it. */
    public int images() {
        return images;
    }

    /** Forgets the images, so that others can take their place. */
    public void clear() {
        images = 0;
    }

    /**
     * Preprocesses an image into the next place.
     *
     * @throws ImprintException if it is full
     */
    public void add(RgbImage image) {
        requireRoom();
        preprocessing.apply(image, pixels, images * preprocessing.size());
        images++;
    }

    /** Copies an image that is preprocessed already. */
    void add(float[] values, int from) {
        requireRoom();
        pixels.put(images * preprocessing.size(), values, from, preprocessing.size());
        images++;
    }

    /**
     * Fills up with copies of the first image.
     *
     * @param count images that there will be at least
     * @throws ImprintException if there is none to copy, or no room
     */
    public void fillUp(int count) {
        while (images < count) {
            Checks.require(images >= 1, "input batch must have an image to be filled up", images);
            requireRoom();
            int size = preprocessing.size();
            pixels.put(images * size, pixels, 0, size);
            images++;
        }
    }

    private void requireRoom() {
        Checks.require(images < capacity, "input batch must have at most " + capacity + " images", images + 1);
    }

    /** Returns the shared numbers, image after image. */
    FloatBuffer pixels() {
        return pixels;
    }

    /** Returns whether a backbone with this preprocessing, that takes so many images at once if not 0, can read it. */
    boolean fits(Preprocessing other, int fixedBatch) {
        int places = pixels.capacity() / preprocessing.size();
        return preprocessing.equals(other) && (fixedBatch == 0 || places % fixedBatch == 0);
    }
}
