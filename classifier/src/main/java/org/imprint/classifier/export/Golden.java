package org.imprint.classifier.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;

/**
 * Something to ask an exported file, and what it must answer.
 *
 * @param name for messages
 * @param content a PNG file; d floats, little-endian, where the file takes embeddings
 * @param className the class that must be answered
 * @param scores that every class must get, about
 * @param isUnknown whether what is held against the class's threshold must be below it
 * @param known that, about; empty where it is the score of the class
 */
public record Golden(
        String name, byte[] content, String className, float[] scores, boolean isUnknown, Optional<Float> known) {

    /**
     * Returns the content as an image.
     *
     * @param where begins each message
     * @throws DataException if it is none
     */
    public RgbImage image(String where) {
        return ImageDecoder.decode(where + ": " + name, content, Orientation.AS_STORED);
    }

    /**
     * Returns the content as an embedding.
     *
     * @param where begins each message
     * @param d its length
     * @throws DataException if it has another length
     */
    public float[] embedding(String where, int d) {
        if (content.length != (long) d * Float.BYTES) {
            throw new DataException(
                    where + ": " + name + " must have " + (long) d * Float.BYTES + " bytes, was " + content.length);
        }
        float[] row = new float[d];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
        return row;
    }
}
