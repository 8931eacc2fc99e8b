package org.imprint.lab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes a figure as PNG. */
final class PngFile {

    /** Pixels a point: 288 dots an inch. */
    private static final int SCALE = 4;

    private PngFile() {}

    static byte[] of(Figure figure) {
        BufferedImage image = paper((int) Math.ceil(SCALE * figure.width()), (int) Math.ceil(SCALE * figure.height()));
        draw(figure, image, SCALE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PNG to memory", e);
        }
        return bytes.toByteArray();
    }

    static List<Label> labels(Figure figure) {
        return draw(figure, paper(1, 1), 1).labels();
    }

    private static Canvas draw(Figure figure, BufferedImage image, int scale) {
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(scale, scale);
        Canvas canvas = new Canvas(g);
        figure.drawing().draw(canvas);
        g.dispose();
        return canvas;
    }

    private static BufferedImage paper(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }
}
