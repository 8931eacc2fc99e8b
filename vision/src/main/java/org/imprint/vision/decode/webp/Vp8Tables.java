package org.imprint.vision.decode.webp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;

/** The constants of VP8 key frames, flat, in the order of RFC 6386. */
final class Vp8Tables {

    /** Contexts and tokens of a band of coefficients. */
    static final int TOKENS = 11;

    private static final Properties FILE = load();

    /** Probabilities of coefficient tokens, [4 kinds of block][8 bands][3 contexts][11]. */
    static final int[] COEFFICIENTS = table("coefficients");
    /** Probabilities that one of those is replaced, same order. */
    static final int[] UPDATES = table("updates");
    /** Probabilities of 4x4 modes, [mode above][mode to the left][9]. */
    static final int[] MODES = table("modes");
    /** Steps of DC coefficients, [128]. */
    static final int[] DC = table("dc");
    /** Steps of AC coefficients, [128]. */
    static final int[] AC = table("ac");

    private Vp8Tables() {}

    private static Properties load() {
        Properties file = new Properties();
        try (InputStream in = Vp8Tables.class.getResourceAsStream("vp8.properties")) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("vp8.properties cannot be read", e);
        }
        return file;
    }

    private static int[] table(String name) {
        return Arrays.stream(FILE.getProperty(name).trim().split("\\s+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
