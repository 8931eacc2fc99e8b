package org.imprint.vision.image;

import java.nio.FloatBuffer;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * What happens to an image before a backbone sees it: resize, centre crop, to float, normalise.
 *
 * <pre>
 *   out[c, y, x] = ((float) pixel / 255 − mean[c]) / std[c]        all in float32
 * </pre>
 *
 * <p>The result equals torchvision's {@code Resize}, {@code CenterCrop}, {@code ToTensor}, {@code Normalize} on a Pillow
 * image to the bit. One channel means that the image becomes grey before it is resampled, by Pillow's
 * (19595 R + 38470 G + 7471 B + 32768) / 65536. The output size must not depend on the image, so at least one of an exact
 * resize and a centre crop is needed. Instances are immutable and may be used from several threads.
 *
 * @param resize new size before the crop
 * @param interpolation filter of the resize
 * @param crop part of the resized image that is kept
 * @param mean subtracted per channel, in units of the [0, 1] pixel; length 1 (grey) or 3 (red, green, blue)
 * @param std divided by per channel, &gt; 0, same length as mean
 * @param layout order of the output
 */
public record Preprocessing(
        Resize resize, Interpolation interpolation, Crop crop, List<Float> mean, List<Float> std, Layout layout) {

    /** Checks that the channels agree and that the output size is fixed. */
    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        Checks.require(
                mean.size() == 1 || mean.size() == 3,
                "preprocessing.mean must have 1 or 3 values, one per channel",
                mean.size());
        Checks.require(
                std.size() == mean.size(),
                "preprocessing.std must have as many values as mean (" + mean.size() + ")",
                std.size());
        for (int c = 0; c < mean.size(); c++) {
            Checks.inRange("preprocessing.mean[" + c + "]", mean.get(c), -Float.MAX_VALUE, Float.MAX_VALUE);
            Checks.positive("preprocessing.std[" + c + "]", std.get(c));
        }
        Checks.require(
                crop instanceof Crop.Centre || resize instanceof Resize.Exact,
                "preprocessing needs a crop or an exact resize, or the output size would depend on the image",
                resize);
    }

    /** Returns the torchvision recipe of most ImageNet models: shorter side, centre crop, ImageNet's mean and deviation. */
    public static Preprocessing imageNet(int shorterSide, int crop, Interpolation interpolation) {
        return new Preprocessing(
                new Resize.ShorterSide(shorterSide),
                interpolation,
                Crop.Centre.square(crop),
                List.of(0.485f, 0.456f, 0.406f),
                List.of(0.229f, 0.224f, 0.225f),
                Layout.NCHW);
    }

    /** Returns the number of output channels, 1 or 3. */
    public int channels() {
        return mean.size();
    }

    /** Returns the output's height. */
    public int height() {
        return crop instanceof Crop.Centre centre ? centre.height() : ((Resize.Exact) resize).height();
    }

    /** Returns the output's width. */
    public int width() {
        return crop instanceof Crop.Centre centre ? centre.width() : ((Resize.Exact) resize).width();
    }

    /** Returns the number of floats of one image, channels · height · width. */
    public int size() {
        return channels() * height() * width();
    }

    /**
     * Writes the tensor of an image.
     *
     * <p>Only the pixels inside the crop are resampled. Time O(pixels read + output).
     *
     * @param out receives {@link #size()} values from {@code offset} on, in the order of {@link #layout()}
     * @throws ImprintException if {@code out} is too short
     */
    public void apply(RgbImage image, float[] out, int offset) {
        apply(image, FloatBuffer.wrap(out), offset);
    }

    /**
     * Writes the tensor of an image row by row, such as into the direct buffer of a backbone.
     *
     * @param out receives {@link #size()} values from index {@code offset} on; its position and limit stay
     * @throws ImprintException if the buffer's limit is too low
     */
    public void apply(RgbImage image, FloatBuffer out, int offset) {
        Checks.require(
                offset >= 0 && out.limit() - offset >= size(),
                "output must hold " + size() + " values from offset " + offset,
                out.limit());
        Pixels source = channels() == 1 ? Pixels.grey(image) : Pixels.of(image);
        Size resized = resize.apply(Size.of(image));
        int left = 0;
        int top = 0;
        if (crop instanceof Crop.Centre centre) {
            left = centre.rounding().start(resized.width(), centre.width());
            top = centre.rounding().start(resized.height(), centre.height());
        }
        Window window = new Window(left, top, width(), height());
        Window inside = window.within(resized);
        Pixels part = Resampler.resample(source, resized, inside, interpolation);
        new TensorRows(this, part, inside.left() - left, inside.top() - top).write(out, offset);
    }

    /** Returns the 256 possible outputs of a channel. */
    float[] values(int channel) {
        float m = mean.get(channel);
        float s = std.get(channel);
        float[] values = new float[256];
        for (int v = 0; v < 256; v++) {
            values[v] = (v / 255f - m) / s;
        }
        return values;
    }
}
