package org.imprint.vision.image;

import java.nio.charset.StandardCharsets;

/** The byte streams of the resize fixtures: FNV-1a of the name, then SplitMix64, of which the top eight bits count. */
public final class Noise {

    private Noise() {}

    /** Returns n bytes of a name. */
    public static byte[] bytes(String name, int n) {
        long seed = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ (b & 0xff)) * 0x100000001b3L;
        }
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            bytes[i] = (byte) (z >>> 56);
        }
        return bytes;
    }

    /** Returns an RGB image of such bytes. */
    public static RgbImage image(String name, int width, int height) {
        return new RgbImage(width, height, bytes(name, 3 * width * height));
    }
}
