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

    /** Releases files; the default holds none. */
    @Override
    default void close() {}
}
