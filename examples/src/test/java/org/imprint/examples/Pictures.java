package org.imprint.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small grey pictures of rings and bars, as the bundled backbone sees them. */
final class Pictures {

    private static final int SIDE = 28;

    private Pictures() {}

    /** Writes {@code each} pictures, none twice, of either class into a folder of its own. */
    static Path folder(Path folder, int each) throws IOException {
        for (int place = 0; place < each; place++) {
            ring(folder.resolve("ring").resolve(place + ".png"), place);
            bar(folder.resolve("bar").resolve(place + ".png"), place);
        }
        return folder;
    }

    static Path ring(Path file, int place) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = pen(picture);
        pen.drawOval(3 + place % 5, 4 + place / 5, 18, 18);
        pen.dispose();
        return write(picture, file);
    }

    static Path bar(Path file, int place) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = pen(picture);
        pen.drawLine(11 + place % 5, 3 + place / 5, 11 + place % 5, 22 + place / 5);
        pen.dispose();
        return write(picture, file);
    }

    static Path cross(Path file, int place) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = pen(picture);
        pen.drawLine(2, 4 + place, 25, 22 + place);
        pen.drawLine(2, 22 + place, 25, 4 + place);
        pen.dispose();
        return write(picture, file);
    }

    private static Graphics2D pen(BufferedImage picture) {
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(3));
        return pen;
    }

    private static Path write(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }
}
