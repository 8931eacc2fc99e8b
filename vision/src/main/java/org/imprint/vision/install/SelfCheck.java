package org.imprint.vision.install;

import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.RgbImage;

/**
 * Tries a backbone on two made-up images: embeddings are finite, differ between images, and do not depend on the batch.
 *
 * <p>Two embeddings count as different when they differ by more than {@value #TOLERANCE} of the largest value somewhere, and as
 * the same otherwise. Cost: two inferences per image.
 */
final class SelfCheck {

    /** Batches of other sizes take other kernels, which differ by about 1e-6. */
    static final double TOLERANCE = 1e-4;

    private static final int SIDE = 64;
    private static final long SEED = 1;

    private final String where;
    private final Backbone backbone;

    private SelfCheck(String where, Backbone backbone) {
        this.where = where;
        this.backbone = backbone;
    }

    /**
     * Throws unless the backbone can be used.
     *
     * @param where begins each message
     * @throws DataException naming what is wrong with its embeddings
     */
    static void run(String where, Backbone backbone) {
        new SelfCheck(where, backbone).run();
    }

    private void run() {
        List<RgbImage> images = List.of(
                image((x, y, random) -> 255 * ((x / 8 + y / 8) % 2)), image((x, y, random) -> random.nextInt(256)));
        FloatMatrix batch = backbone.embed(images);
        double largest = largest(batch);
        for (int i = 0; i < images.size(); i++) {
            FloatMatrix alone = backbone.embed(List.of(images.get(i)));
            double difference = difference(batch, i, alone, 0);
            if (!(difference <= TOLERANCE * largest)) {
                throw new DataException(
                        where + ": an image's embedding must not depend on its batch, but alone and among "
                                + images.size() + " it differs by " + difference + " where values reach " + largest);
            }
            for (int j = 0; j < i; j++) {
                if (!(difference(batch, i, batch, j) > TOLERANCE * largest)) {
                    throw new DataException(
                            where + ": different images must have different embeddings, but test images " + j + " and "
                                    + i + " have the same");
                }
            }
        }
    }

    private double largest(FloatMatrix rows) {
        double largest = 0;
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.cols(); j++) {
                if (!Float.isFinite(rows.get(i, j))) {
                    throw new DataException(where + ": embeddings must be finite, was " + rows.get(i, j) + " at " + j
                            + " for test image " + i);
                }
                largest = Math.max(largest, Math.abs(rows.get(i, j)));
            }
        }
        return largest;
    }

    private static double difference(FloatMatrix a, int i, FloatMatrix b, int j) {
        double most = 0;
        for (int c = 0; c < a.cols(); c++) {
            double difference = Math.abs((double) a.get(i, c) - b.get(j, c));
            most = difference <= most ? most : difference; // NaN wins
        }
        return most;
    }

    private static RgbImage image(Pattern pattern) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] grey = new byte[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) pattern.at(i % SIDE, i / SIDE, random);
        }
        return RgbImage.grey(SIDE, SIDE, grey);
    }

    /** Brightness in [0, 255] of a pixel. */
    private interface Pattern {
        int at(int x, int y, SplittableRandom random);
    }
}
