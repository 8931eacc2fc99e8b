package org.imprint.vision.embed;

import java.util.List;
import java.util.stream.Collectors;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;

/** Some images have no embedding. The rows of the others are kept, and a pass without the bad ones takes them. */
public final class BadImagesException extends DataException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient List<BadImage> images;

    BadImagesException(String source, int samples, List<BadImage> images) {
        super(message(source, samples, images));
        this.images = List.copyOf(images);
    }

    private static String message(String source, int samples, List<BadImage> images) {
        String lines =
                images.stream().limit(SHOWN).map(b -> "\n  " + b.reason()).collect(Collectors.joining());
        String more = images.size() > SHOWN ? "\n  and " + (images.size() - SHOWN) + " more" : "";
        return source + ": " + images.size() + " of " + samples + " images cannot be used:" + lines + more;
    }

    /** Returns all of them as something that was left out. */
    public LeftOut leftOut() {
        return new LeftOut(images.stream().map(BadImage::leftOut).toList());
    }

    /** Returns all of them, in the order of the samples. */
    public List<BadImage> images() {
        return images;
    }
}
