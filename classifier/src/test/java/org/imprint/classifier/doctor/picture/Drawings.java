package org.imprint.classifier.doctor.picture;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.imprint.vision.image.RgbImage;

/** Made pictures with what photographs have: slow changes, edges, and grain. */
public final class Drawings {

    private Drawings() {}

    /** Returns a picture of discs on a slope with grain, another for each seed. */
    public static RgbImage picture(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] discs = new double[6][];
        for (int d = 0; d < discs.length; d++) {
            discs[d] = new double[] {
                random.nextDouble() * width,
                random.nextDouble() * height,
                (0.08 + 0.2 * random.nextDouble()) * Math.min(width, height),
                40 + random.nextInt(200),
                random.nextInt(200),
                random.nextInt(200)
            };
        }
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] colour = {60 + 120.0 * x / width, 50 + 120.0 * y / height, 110};
                for (double[] d : discs) {
                    if (Math.hypot(x - d[0], y - d[1]) < d[2]) {
                        colour = new double[] {d[3], d[4], d[5]};
                    }
                }
                for (int c = 0; c < 3; c++) {
                    double v = colour[c] + 12 * (random.nextDouble() - 0.5);
                    rgb[3 * (y * width + x) + c] = (byte) Math.max(0, Math.min(255, Math.round(v)));
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Returns the picture with other levels. */
    public static RgbImage levels(RgbImage image, IntUnaryOperator level) {
        byte[] out = new byte[image.pixels().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) level.applyAsInt(image.pixels()[i] & 0xff);
        }
        return new RgbImage(image.width(), image.height(), out);
    }

    /** Returns the mean of (2 r + 1)² pixels, twice over, which is nearly a Gaussian blur. */
    public static RgbImage blurred(RgbImage image, int r) {
        return once(once(image, r), r);
    }

    private static RgbImage once(RgbImage image, int r) {
        int w = image.width();
        int h = image.height();
        byte[] out = new byte[3 * w * h];
        for (int i = 0; i < out.length; i++) {
            int x = i / 3 % w;
            int y = i / 3 / w;
            int sum = 0;
            int n = 0;
            for (int v = Math.max(0, y - r); v <= Math.min(h - 1, y + r); v++) {
                for (int u = Math.max(0, x - r); u <= Math.min(w - 1, x + r); u++) {
                    sum += image.pixels()[3 * (v * w + u) + i % 3] & 0xff;
                    n++;
                }
            }
            out[i] = (byte) Math.round((double) sum / n);
        }
        return new RgbImage(w, h, out);
    }
}
