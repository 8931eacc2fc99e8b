package org.imprint.classifier.page;

import java.util.Base64;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;

/** Pictures whose bytes stand in the page; they are our own PNG and JPEG, whatever the file was. */
public final class InlineImage {

    /** Pictures of this size are enlarged, pixel by pixel. */
    private static final int TINY = 64;

    private InlineImage() {}

    /**
     * Returns the element of an image fitted into a square; of the class {@code tiny} if it has few pixels.
     *
     * @param side of the square in pixels
     * @param description for those who do not see it, safe in an attribute
     */
    public static String element(RgbImage image, int side, String description) {
        RgbImage small = Thumbnail.fit(image, side);
        boolean isTiny = Math.max(small.width(), small.height()) <= TINY;
        return (isTiny ? "<img class=\"tiny\" src=\"" : "<img src=\"") + data(Thumbnail.encode(small, side))
                + "\" width=\"" + small.width() + "\" height=\"" + small.height() + "\" alt=\"" + description + "\">";
    }

    /** Returns the address of the bytes of a PNG or JPEG file. */
    public static String data(byte[] file) {
        String kind = ImageFormat.of(file).filter(f -> f == ImageFormat.PNG).isPresent() ? "png" : "jpeg";
        return "data:image/" + kind + ";base64," + Base64.getEncoder().encodeToString(file);
    }
}
