package org.imprint.classifier.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.Thumbnail;

/** Makes small pictures of examples, for people to see what answers are like. */
public final class ExamplePictures {

    /** The longer side of a picture in pixels. */
    public static final int SIDE = 96;

    /** How many there are at most: those of the images that come first. */
    public static final int MAX_COUNT = 20_000;

    private ExamplePictures() {}

    /**
     * Returns pictures of the images of a source that are examples, and those that are there already. Cost: each image is decoded
     * once more.
     *
     * @param there pictures that need not be made
     * @param parallel threads that decode
     */
    public static Thumbnails of(SampleSource source, ClassifierState state, Thumbnails there, Parallel parallel) {
        int most =
                Math.min(source.size(), Math.max(0, MAX_COUNT - there.digests().size()));
        Map<ContentDigest, byte[]> made = new ConcurrentHashMap<>();
        parallel.forEach(most, i -> {
            try {
                IdentifiedImage image = source.identified(i);
                if (isExample(state, image.digest()) && !there.digests().contains(image.digest())) {
                    made.put(image.digest(), Thumbnail.encode(image.image(), SIDE));
                }
            } catch (DataException e) {
                return; // the account of the images names it already
            }
        });
        return there.plus(Thumbnails.of(made));
    }

    private static boolean isExample(ClassifierState state, ContentDigest digest) {
        return state.classes().stream().anyMatch(c -> c.examples().find(digest).isPresent());
    }
}
