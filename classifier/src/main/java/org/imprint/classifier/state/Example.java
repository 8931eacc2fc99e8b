package org.imprint.classifier.state;

import java.util.Comparator;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;

/**
 * What is known of one example besides its embedding.
 *
 * <p>The order is that of digests, then names, then sources: the canonical order of the examples of a class.
 *
 * @param name what people call it, such as the path of an image below its folder
 * @param source where it was learned from, such as that folder; {@code forget} takes a source as a whole
 * @param digest of the image's bytes, or of the embedding's where there was no image
 */
public record Example(String name, String source, ContentDigest digest) implements Comparable<Example> {

    private static final Comparator<Example> ORDER =
            Comparator.comparing(Example::digest).thenComparing(Example::name).thenComparing(Example::source);

    /** The longest name or source in characters. */
    public static final int MAX_TEXT = 4096;

    /** Checks the texts. */
    public Example {
        Checks.require(!name.isBlank(), "example.name must not be blank", "'" + name + "'");
        Checks.inRange("example.name's length", name.length(), 1, MAX_TEXT);
        Checks.inRange("example.source's length", source.length(), 0, MAX_TEXT);
    }

    @Override
    public int compareTo(Example o) {
        return ORDER.compare(this, o);
    }
}
