package org.imprint.classifier.explain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.classifier.state.Example;
import org.imprint.core.Checks;

/**
 * What a page shows.
 *
 * @param title its heading, such as the name of the classifier's file
 * @param notes sentences at its top, such as which files could not be read
 * @param images how many images at most, in [1, 1000]
 * @param nearest how many of the nearest examples each image has, in [0, 20]
 * @param classes how many classes each image tells score and proxy of, in [1, 100]
 * @param thumbnails gives the PNG or JPEG bytes of an example's picture where there are any; they are decoded and written anew
 */
public record ExplainOptions(
        String title,
        List<String> notes,
        int images,
        int nearest,
        int classes,
        Function<Example, Optional<byte[]>> thumbnails) {

    /** Checks the ranges. */
    public ExplainOptions {
        Checks.inRange("explain.images", images, 1, 1000);
        Checks.inRange("explain.nearest", nearest, 0, 20);
        Checks.inRange("explain.classes", classes, 1, 100);
        notes = List.copyOf(notes);
    }

    /** Returns the options of a page of at most 200 images, 5 nearest examples and 20 classes each, without thumbnails. */
    public static ExplainOptions of(String title) {
        return new ExplainOptions(title, List.of(), 200, 5, 20, example -> Optional.empty());
    }

    /** Returns the options with sentences at the top. */
    public ExplainOptions withNotes(List<String> sentences) {
        return new ExplainOptions(title, sentences, images, nearest, classes, thumbnails);
    }

    /** Returns the options with another number of images at most. */
    public ExplainOptions withImages(int most) {
        return new ExplainOptions(title, notes, most, nearest, classes, thumbnails);
    }

    /** Returns the options with another number of nearest examples. */
    public ExplainOptions withNearest(int m) {
        return new ExplainOptions(title, notes, images, m, classes, thumbnails);
    }

    /** Returns the options with the pictures of examples. */
    public ExplainOptions withThumbnails(Function<Example, Optional<byte[]>> pictures) {
        return new ExplainOptions(title, notes, images, nearest, classes, pictures);
    }
}
