package org.imprint.study.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Label;

/** Writes a figure as PNG. */
final class PngFile {

    /** Pixels a point: 288 dots an inch. */
    private static final int SCALE = 4;

    private static final double POINTS_PER_METRE = 72 / 0.0254;

    private PngFile() {}

    static byte[] of(Figure figure) {
        BufferedImage image = paper((int) Math.ceil(SCALE * figure.width()), (int) Math.ceil(SCALE * figure.height()));
        draw(figure, image, SCALE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, resolution(writer, image)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PNG to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Tells the size on paper: without it a document would show the figure four times too wide. */
    private static IIOMetadata resolution(ImageWriter writer, BufferedImage image) throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        String perMetre = Long.toString(Math.round(SCALE * POINTS_PER_METRE));
        IIOMetadataNode pixels = new IIOMetadataNode("pHYs");
        pixels.setAttribute("pixelsPerUnitXAxis", perMetre);
        pixels.setAttribute("pixelsPerUnitYAxis", perMetre);
        pixels.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(pixels);
        metadata.mergeTree("javax_imageio_png_1.0", root);
        return metadata;
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
