package org.imprint.vision.image;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** How {@link Resampler} weighs source pixels; both filters widen when an image shrinks, so they do not alias. */
public enum Interpolation implements Named {
    /** Triangle filter 1 − |t| on [−1, 1]. */
    BILINEAR("bilinear", 1) {
        @Override
        double weight(double t) {
            double x = Math.abs(t);
            return x < 1 ? 1 - x : 0;
        }
    },
    /** Keys' cubic convolution with a = −1/2 on [−2, 2]; it overshoots at edges, results are clamped to [0, 255]. */
    BICUBIC("bicubic", 2) {
        @Override
        double weight(double t) {
            // The order of evaluation decides the last bit of the weights: keep it.
            double x = Math.abs(t);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
        }
    };

    private final String wireName;
    private final int support;

    Interpolation(String wireName, int support) {
        this.wireName = wireName;
        this.support = support;
    }

    /** Returns the filter at distance t from its centre, in units of source pixels (target pixels when shrinking). */
    abstract double weight(double t);

    /** Returns half the width of the filter. */
    int support() {
        return support;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Interpolation of(String wireName) {
        return Named.find("interpolation", Interpolation.class, wireName);
    }
}
