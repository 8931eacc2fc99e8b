package org.imprint.classifier.explain;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.classifier.page.InlineImage;
import org.imprint.classifier.page.Names;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Escapes;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;

/**
 * The pictures of a page. Bytes that come from a file are decoded and written anew, so that only our own PNG and JPEG are embedded;
 * the picture of an example is embedded once, however often it is shown.
 */
final class Pictures {

    private static final int PREVIEW = 320;
    private static final int THUMBNAIL = 96;
    private static final int MOST_THUMBNAILS = 2000;
    private static final ImageBudget SMALL = new ImageBudget(1 << 22, 1 << 20, Duration.ofSeconds(5));

    private final Function<Example, Optional<byte[]>> thumbnails;
    private final Map<Example, Optional<String>> references = new HashMap<>();
    private final StringBuilder definitions = new StringBuilder();
    private int defined;
    private int unreadable;
    private int broken;

    Pictures(Function<Example, Optional<byte[]>> thumbnails) {
        this.thumbnails = thumbnails;
    }

    /** Returns an image fitted into 320 by 320 pixels, or the sentence why it cannot be shown. */
    String preview(ExplainedImage image, String description) {
        try {
            return InlineImage.element(image.pixels().get(), PREVIEW, description);
        } catch (ImprintException e) {
            unreadable++;
            return "<p class=\"nopicture\">The image cannot be shown: " + Escapes.html(e.getMessage()) + "</p>";
        }
    }

    /** Returns the picture of an example; empty if there is none. */
    Optional<String> thumbnail(Example example) {
        return references.computeIfAbsent(example, this::define);
    }

    private Optional<String> define(Example example) {
        Optional<RgbImage> picture = defined < MOST_THUMBNAILS ? decoded(example) : Optional.empty();
        return picture.map(p -> {
            String id = "e" + defined++;
            definitions
                    .append("<image id=\"")
                    .append(id)
                    .append("\" width=\"")
                    .append(p.width())
                    .append("\" height=\"")
                    .append(p.height())
                    .append("\" href=\"")
                    .append(InlineImage.data(Thumbnail.encode(p, THUMBNAIL)))
                    .append("\"/>\n");
            return "<svg class=\"thumb\" viewBox=\"0 0 " + p.width() + " " + p.height() + "\" width=\"" + p.width()
                    + "\" height=\"" + p.height() + "\" role=\"img\" aria-label=\"" + Names.attribute(example.name())
                    + "\"><use href=\"#" + id + "\"/></svg>";
        });
    }

    private Optional<RgbImage> decoded(Example example) {
        try {
            return thumbnails
                    .apply(example)
                    .map(bytes ->
                            ImageDecoder.decode("thumbnail of " + example.name(), bytes, Orientation.UPRIGHT, SMALL))
                    .map(picture -> Thumbnail.fit(picture, THUMBNAIL));
        } catch (ImprintException e) {
            broken++; // its name stands there
            return Optional.empty();
        }
    }

    /** Returns how many pictures of examples could not be read. */
    int broken() {
        return broken;
    }

    /** Returns how many images could not be shown. */
    int unreadable() {
        return unreadable;
    }

    /** Returns the pictures that {@link #thumbnail} refers to; to be written once, after all of it. */
    String definitions() {
        return defined == 0
                ? ""
                : "<svg class=\"store\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n" + definitions
                        + "</defs></svg>\n";
    }
}
