package org.imprint.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.image.RgbImage;

/** Turns PNG, JPEG, BMP and GIF files into RGB images; what a file is, its first bytes say. */
public final class ImageDecoder {

    private ImageDecoder() {}

    /** Decodes a file and turns it upright. */
    public static RgbImage decode(Path file) {
        return decode(file, Orientation.UPRIGHT);
    }

    /**
     * Decodes a file.
     *
     * @throws DataException if it is missing or not a whole image
     */
    public static RgbImage decode(Path file, Orientation orientation) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": file does not exist");
        }
        try {
            return decode(file.toString(), Files.readAllBytes(file), orientation);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes bytes.
     *
     * @param name starts error messages
     */
    public static RgbImage decode(String name, byte[] bytes, Orientation orientation) {
        throw new DataException(name + ": not a PNG, JPEG, BMP or GIF file");
    }
}
