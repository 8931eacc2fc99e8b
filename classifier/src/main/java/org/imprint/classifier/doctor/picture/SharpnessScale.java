package org.imprint.classifier.doctor.picture;

import java.util.Arrays;
import org.imprint.classifier.doctor.RobustScale;
import org.imprint.core.Source;

/**
 * How far below others an image is in sharpness, in robust standard deviations.
 *
 * <pre>
 *   z = (median − ln s) / max(1.4826 · MAD, 0.25)
 * </pre>
 *
 * <p>Of ln s over all images, MAD the median of the distances to the median. So paintings, X-rays or other images that are all soft are
 * not all blurred: only those that are soft for their set. 1.4826 makes the MAD a standard deviation where values are normal; 0.25, a factor
 * of 1.3 in s, is what another encoder does to one image. At most half of the images can be far below.
 */
@Source(
        paper = "B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers, ASQC Quality Press 1993",
        url = "https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm",
        oracle = "scipy.stats.median_abs_deviation 1.10")
final class SharpnessScale {

    private static final double LEAST = 0.25;

    private final double median;
    private final double deviation;

    /** @param sharpness of the images with any, > 0; at least one */
    SharpnessScale(double[] sharpness) {
        double[] logs = Arrays.stream(sharpness).map(Math::log).toArray();
        RobustScale scale = RobustScale.of(logs);
        this.median = scale.median();
        this.deviation = Math.max(LEAST, scale.deviation());
    }

    /** Returns z of an image, positive where it is less sharp than the median. */
    double below(double sharpness) {
        return (median - Math.log(sharpness)) / deviation;
    }

    /** Returns the median of the sharpness. */
    double typical() {
        return Math.exp(median);
    }
}
