package org.imprint.serve.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small images of shapes that any backbone tells apart. */
public final class ShapeImages {

    private static final int SIDE = 96;

    private ShapeImages() {}

    /** Returns a PNG file. @param shape {@code bars} or {@code disc}; anything else is a ring @param i images of other numbers differ */
    public static byte[] png(String shape, int i) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(20 + i, 30, 90));
        g.fillRect(0, 0, SIDE, SIDE);
        g.setColor(Color.WHITE);
        switch (shape) {
            case "bars" -> {
                for (int x = 0; x < SIDE; x += 16) {
                    g.fillRect(x + i % 8, 0, 6, SIDE);
                }
            }
            case "disc" -> g.fillOval(20 + i % 7, 20, 50, 50);
            default -> g.drawOval(10 + i, 10, 70, 70);
        }
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
