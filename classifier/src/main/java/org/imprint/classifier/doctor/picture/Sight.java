package org.imprint.classifier.doctor.picture;

import java.util.Optional;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.image.Size;

/** How a backbone comes to see a picture: how much larger than it is, and how much of it. */
final class Sight {

    private final Preprocessing preprocessing;
    private final boolean isKnown;

    /** @param preprocessing of the backbone; without one, what most have: the shorter side to 256, the middle 224 x 224 */
    Sight(Optional<Preprocessing> preprocessing) {
        this.preprocessing = preprocessing.orElseGet(() -> Preprocessing.imageNet(256, 224, Interpolation.BILINEAR));
        this.isKnown = preprocessing.isPresent();
    }

    private Size resized(int width, int height) {
        return preprocessing.resize().apply(new Size(height, width));
    }

    /** Returns how many times a pixel is enlarged, along the side along which it is more. */
    double enlargement(int width, int height) {
        Size size = resized(width, height);
        return Math.max((double) size.width() / width, (double) size.height() / height);
    }

    /** Returns which part of the picture's area is inside the crop, in (0, 1]. */
    double seen(int width, int height) {
        if (!(preprocessing.crop() instanceof Crop.Centre crop)) {
            return 1;
        }
        Size size = resized(width, height);
        double w = Math.min(1, (double) crop.width() / size.width());
        return w * Math.min(1, (double) crop.height() / size.height());
    }

    /** Returns whether the picture loses its shape. */
    boolean isSqueezed() {
        return preprocessing.resize() instanceof Resize.Exact;
    }

    /** Returns whose input it is, {@code the backbone's input of 224 x 224} or {@code the 224 x 224 pixels that most backbones take}. */
    String words() {
        String sides = preprocessing.width() + " x " + preprocessing.height();
        return isKnown ? "the backbone's input of " + sides : "the " + sides + " pixels that most backbones take";
    }
}
