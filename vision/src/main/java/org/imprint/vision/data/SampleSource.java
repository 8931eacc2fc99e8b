package org.imprint.vision.data;

import java.util.List;
import org.imprint.vision.image.RgbImage;

/**
 * Labelled images in a fixed order: sample i is the same image, label and id each time it is asked for.
 *
 * <p>Labels are known without decoding; {@link #image} decodes when called and may be called from several threads at once.
 */
public interface SampleSource extends AutoCloseable {

    /** Returns a short name for messages, such as the folder's or file's path. */
    String name();

    /** Returns the number of samples, n ≥ 1. */
    int size();

    /** Returns the class names; label l belongs to {@code classNames().get(l)}. */
    List<String> classNames();

    /** Returns the label of sample i, in [0, classNames().size()). */
    int label(int i);

    /** Returns an id that is unique within the source and stable over time, such as a relative path. */
    String id(int i);

    /**
     * Decodes sample i.
     *
     * @throws DataException if it cannot be read, naming the file
     */
    RgbImage image(int i);

    /**
     * Decodes sample i and digests what it was decoded from, in one reading. The default is for images that have no file of
     * their own: it digests the pixels.
     *
     * @throws DataException if it cannot be read, naming the file
     */
    default IdentifiedImage identified(int i) {
        return IdentifiedImage.of(image(i));
    }

    /**
     * Returns the digest that {@link #identified} would give, without decoding where that is possible.
     *
     * @throws DataException if it cannot be read, naming the file
     */
    default ContentDigest digest(int i) {
        return identified(i).digest();
    }

    /**
     * Decodes sample i as its file holds it, not turned upright, with the notes of the file. The default is for images that have no file
     * of their own.
     *
     * @throws DataException if it cannot be read, naming the file
     */
    default StoredImage stored(int i) {
        return StoredImage.of(image(i));
    }

    /** Returns what lay beside the samples and is none. */
    default LeftOut leftOut() {
        return LeftOut.NOTHING;
    }

    /** Releases files; the default holds none. */
    @Override
    default void close() {}
}
