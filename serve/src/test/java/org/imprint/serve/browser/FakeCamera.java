package org.imprint.serve.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the browser's camera sees: a white disc on black that goes to and fro, as YUV4MPEG2. */
final class FakeCamera {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FRAMES = 40;
    private static final int RADIUS = 70;
    private static final byte GREY = (byte) 128;

    private FakeCamera() {}

    static Path film(Path file) {
        byte[] light = new byte[WIDTH * HEIGHT];
        byte[] colour = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colour, GREY);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F20:1 Ip A1:1 C420jpeg\n"));
            for (int frame = 0; frame < FRAMES; frame++) {
                int centre = WIDTH / 2 - 15 + Math.abs(frame - FRAMES / 2) * 3 / 2;
                for (int at = 0; at < light.length; at++) {
                    int dx = at % WIDTH - centre;
                    int dy = at / WIDTH - HEIGHT / 2;
                    light[at] = (byte) (dx * dx + dy * dy < RADIUS * RADIUS ? 235 : 20);
                }
                out.write(ascii("FRAME\n"));
                out.write(light);
                out.write(colour);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
