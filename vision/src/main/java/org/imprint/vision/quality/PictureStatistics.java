package org.imprint.vision.quality;

import org.imprint.core.Source;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;

/**
 * What can be said of an image by its pixels alone.
 *
 * <pre>
 *   L          brightness of a pixel by Pillow's mode L, in [0, 255]
 *   ∇²L        its Laplacian: the four neighbours less four times the pixel
 *   sharpness  Var(∇²L) / Var(L); 0 where L is the same everywhere
 * </pre>
 *
 * <p>All but the sides are those of the image made smaller until its longer side has {@value #SIDE} pixels, so that images of any size
 * compare; smaller images are taken as they are. The variance of the Laplacian is the measure LAPV of focus; divided by the variance of the
 * image it does not change with contrast, so that a dark or foggy image is not taken for a blurred one. Cost O(pixels).
 *
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param deviation the standard deviation of the channel that varies most, in [0, 127.5]; of an image without anything on it near 0
 * @param darkest the brightness that 1 % of the pixels do not exceed, in [0, 255]
 * @param brightest the brightness that 99 % of the pixels do not exceed, in [0, 255]
 * @param sharpness Var(∇²L) / Var(L), ≥ 0
 */
@Source(
        paper = "J. L. Pech-Pacheco, G. Cristóbal, J. Chamorro-Martínez, J. Fernández-Valdivia, Diatom autofocusing in"
                + " brightfield microscopy: a comparative study, ICPR 2000",
        url = "https://doi.org/10.1109/ICPR.2000.903548",
        oracle = "scipy.ndimage.laplace 1.10, numpy.percentile 1.24, Pillow 9.4")
public record PictureStatistics(int width, int height, double deviation, int darkest, int brightest, double sharpness) {

    /** The longer side that larger images are brought to. */
    public static final int SIDE = 256;

    private static final int FEW = 1;
    private static final int MOST = 99;

    /** Measures an image as it is stored; only the sides are those that it has upright. */
    public static PictureStatistics of(StoredImage stored) {
        PictureStatistics s = of(stored.image());
        return stored.isLying()
                ? new PictureStatistics(s.height, s.width, s.deviation, s.darkest, s.brightest, s.sharpness)
                : s;
    }

    /** Measures an image. */
    public static PictureStatistics of(RgbImage image) {
        RgbImage small = Thumbnail.fit(image, SIDE);
        Luminance luminance = new Luminance(small);
        int[] counts = luminance.histogram();
        double variance = luminance.variance();
        return new PictureStatistics(
                image.width(),
                image.height(),
                deviation(small),
                Luminance.percentile(counts, FEW),
                Luminance.percentile(counts, MOST),
                variance == 0 ? 0 : luminance.laplacianVariance() / variance);
    }

    private static double deviation(RgbImage image) {
        byte[] rgb = image.pixels();
        int n = rgb.length / 3;
        double most = 0;
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = c; i < rgb.length; i += 3) {
                int v = rgb[i] & 0xff;
                sum += v;
                squares += (double) v * v;
            }
            most = Math.max(most, Luminance.variance(sum, squares, n));
        }
        return Math.sqrt(most);
    }

    /** Returns the shorter side in pixels. */
    public int shorterSide() {
        return Math.min(width, height);
    }

    /** Returns the longer side divided by the shorter, ≥ 1. */
    public double aspect() {
        return (double) Math.max(width, height) / shorterSide();
    }
}
