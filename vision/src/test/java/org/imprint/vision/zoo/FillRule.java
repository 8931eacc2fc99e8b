package org.imprint.vision.zoo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Deterministic weights and inputs from their names, as the fixtures were made: SplitMix64 streams seeded by FNV-1a of the name.
 *
 * <p>All floats are IEEE single; r(i) is exact in [-1, 1).
 */
final class FillRule {

    private static final List<String> SMALL = List.of(
            "conv_proj",
            "features.0.0",
            "patch_embeddings",
            "out_proj",
            "attn.proj",
            "mlp.3",
            "pwconv2",
            "reduction",
            "downsampling_layer.1",
            "conv1",
            "conv2",
            "conv3",
            "downsample.0");

    private FillRule() {}

    /** Returns the float32 tensor of a state dict, row-major, or zeros where the name means an unused buffer. */
    static float[] weights(String name, List<Long> shape) {
        float[] values =
                new float[(int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)];
        float base = base(name, shape);
        float a = amplitude(name, shape);
        long seed = seed(name);
        for (int i = 0; i < values.length; i++) {
            float product = r(seed, i) * a;
            values[i] = base == 0 ? product : base + product;
        }
        return values;
    }

    /** Returns a smooth pattern with noise, [n, c, h, w]. */
    static float[] input(int n, int c, int h, int w, int block, String name) {
        long coarse = seed(name + ".coarse");
        long offset = seed(name + ".offset");
        long fine = seed(name + ".fine");
        int rows = (h + block - 1) / block;
        int columns = (w + block - 1) / block;
        float[] values = new float[n * c * h * w];
        int flat = 0;
        for (int p = 0; p < n * c; p++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++, flat++) {
                    float smooth = r(coarse, (p * rows + y / block) * columns + x / block) + r(offset, p);
                    values[flat] = smooth + r(fine, flat) * 0.5f;
                }
            }
        }
        return values;
    }

    static long seed(String name) {
        long h = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return h;
    }

    private static float r(long seed, int i) {
        long z = seed + (i + 1L) * 0x9E3779B97F4A7C15L;
        z ^= z >>> 30;
        z *= 0xBF58476D1CE4E5B9L;
        z ^= z >>> 27;
        z *= 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return ((z >>> 40) - (1 << 23)) * 0x1p-23f;
    }

    private static float base(String name, List<Long> shape) {
        if (name.endsWith("running_var")) {
            return 0x1p-8f;
        }
        boolean scale = name.endsWith("weight") && shape.size() == 1 && !name.contains(".grn.");
        return scale ? 1 : 0;
    }

    private static float amplitude(String name, List<Long> shape) {
        if (name.endsWith("running_var")) {
            return 0x1p-10f;
        }
        if (name.endsWith("running_mean")) {
            return 0x1p-7f;
        }
        if (name.endsWith("relative_position_bias_table")) {
            return 0.5f;
        }
        if (name.endsWith("class_token") || name.endsWith("pos_embedding")) {
            return 0x1p-5f;
        }
        if (name.contains(".grn.")) {
            return name.endsWith("weight") ? 0.5f : 0.125f;
        }
        if (name.endsWith("bias")) {
            return (float) (0.125 * smallness(name));
        }
        if (shape.size() == 1) {
            return 0.125f;
        }
        long fanIn = shape.stream().skip(1).mapToLong(Long::longValue).reduce(1, (x, y) -> x * y);
        return (float) (smallness(name) * Math.sqrt(3.0 / fanIn));
    }

    private static double smallness(String name) {
        int dot = name.lastIndexOf('.');
        String layer = dot < 0 ? "" : name.substring(0, dot);
        return SMALL.stream().anyMatch(s -> layer.equals(s) || layer.endsWith("." + s)) ? 0x1p-4 : 1;
    }
}
