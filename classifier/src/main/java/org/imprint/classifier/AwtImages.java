package org.imprint.classifier;

import java.awt.image.BufferedImage;
import org.imprint.vision.image.RgbImage;

/** Takes images from the JDK's own type. */
final class AwtImages {

    private AwtImages() {}

    /** Returns the pixels, converted to sRGB; alpha is dropped, not blended, as everywhere here. */
    static RgbImage rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        int[] line = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int argb : line) {
                pixels[at++] = (byte) (argb >> 16);
                pixels[at++] = (byte) (argb >> 8);
                pixels[at++] = (byte) argb;
            }
        }
        return new RgbImage(width, height, pixels);
    }
}
