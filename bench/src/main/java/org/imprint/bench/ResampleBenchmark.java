package org.imprint.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resampler;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One thread resampling and preprocessing one image: a digit 28x28 → 224x224, a photograph 500x375 → 341x256.
 *
 * <p>The rival is Pillow's {@code Image.resize} on the same sizes; it gives the same bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class ResampleBenchmark {

    /** Filter of the resize. */
    @Param({"BILINEAR", "BICUBIC"})
    public Interpolation interpolation;

    /** Source image. */
    @Param({"28x28", "500x375"})
    public String source;

    private RgbImage image;
    private Size size;
    private Preprocessing preprocessing;
    private float[] tensor;

    /** Makes the source image of seeded noise. */
    @Setup
    public void setUp() {
        String[] sides = source.split("x");
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        byte[] pixels = new byte[3 * width * height];
        new Random(1).nextBytes(pixels);
        image = new RgbImage(width, height, pixels);
        size = width == 28 ? Size.square(224) : new Size(256, 341);
        preprocessing = Preprocessing.imageNet(256, 224, interpolation);
        tensor = new float[preprocessing.size()];
    }

    /** Resizes the whole image. */
    @Benchmark
    public RgbImage resize() {
        return Resampler.resize(image, size, interpolation);
    }

    /** Resizes to a shorter side of 256, crops 224x224 and normalises to floats. */
    @Benchmark
    public float[] preprocess() {
        preprocessing.apply(image, tensor, 0);
        return tensor;
    }
}
