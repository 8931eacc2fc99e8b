package org.imprint.vision.dataset;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * Draws the first images of every class in one picture: a row per class, its name at the left.
 *
 * @param perClass images per class, in [1, 100]
 * @param cell side of an image's square in pixels, in [8, 512]; images are fitted into it
 * @param maxClasses only the first classes that have samples are drawn, in [1, 1000]
 */
public record ContactSheet(int perClass, int cell, int maxClasses) {

    /** Ten images per class, 64 pixels each, up to 100 classes. */
    public static final ContactSheet STANDARD = new ContactSheet(10, 64, 100);

    private static final int GAP = 4;
    private static final int LABEL_WIDTH = 180;
    private static final int MAX_TEXT = 40;

    /** Checks the ranges. */
    public ContactSheet {
        Checks.inRange("perClass", perClass, 1, 100);
        Checks.inRange("cell", cell, 8, 512);
        Checks.inRange("maxClasses", maxClasses, 1, 1000);
    }

    /** A class and the rows of its first samples. */
    private record Row(int label, List<Integer> samples) {}

    /** Draws the sheet; decodes only the images on it. */
    public BufferedImage draw(SampleSource source) {
        List<Row> rows = rows(source);
        BufferedImage sheet = new BufferedImage(
                LABEL_WIDTH + GAP + perClass * (cell + GAP),
                GAP + rows.size() * (cell + GAP),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            for (int r = 0; r < rows.size(); r++) {
                drawRow(g, source, rows.get(r), GAP + r * (cell + GAP));
            }
        } finally {
            g.dispose();
        }
        return sheet;
    }

    private List<Row> rows(SampleSource source) {
        List<Row> all = new ArrayList<>();
        for (int label = 0; label < source.classNames().size(); label++) {
            all.add(new Row(label, new ArrayList<>()));
        }
        for (int i = 0; i < source.size(); i++) {
            List<Integer> samples = all.get(source.label(i)).samples();
            if (samples.size() < perClass) {
                samples.add(i);
            }
        }
        return all.stream()
                .filter(row -> !row.samples().isEmpty())
                .limit(maxClasses)
                .toList();
    }

    private void drawRow(Graphics2D g, SampleSource source, Row row, int top) {
        String name = row.label() + "  " + source.classNames().get(row.label());
        String text = name.length() <= MAX_TEXT ? name : name.substring(0, MAX_TEXT) + "…";
        g.setColor(Color.BLACK);
        FontMetrics metrics = g.getFontMetrics();
        g.setClip(0, top, LABEL_WIDTH, cell);
        g.drawString(text, GAP, top + (cell + metrics.getAscent() - metrics.getDescent()) / 2);
        g.setClip(null);
        for (int i = 0; i < row.samples().size(); i++) {
            drawImage(g, source.image(row.samples().get(i)), LABEL_WIDTH + GAP + i * (cell + GAP), top);
        }
    }

    /** Small images keep their hard pixels; large ones are averaged. */
    private void drawImage(Graphics2D g, RgbImage image, int left, int top) {
        BufferedImage pixels = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.pixels();
        for (int y = 0, p = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++, p += 3) {
                pixels.setRGB(x, y, (rgb[p] & 0xff) << 16 | (rgb[p + 1] & 0xff) << 8 | rgb[p + 2] & 0xff);
            }
        }
        double scale = (double) cell / Math.max(image.width(), image.height());
        int width = Math.max(1, (int) Math.round(image.width() * scale));
        int height = Math.max(1, (int) Math.round(image.height() * scale));
        Object hint = scale >= 1
                ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                : RenderingHints.VALUE_INTERPOLATION_BILINEAR;
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, hint);
        g.drawImage(pixels, left + (cell - width) / 2, top + (cell - height) / 2, width, height, null);
    }

    /**
     * Draws the sheet into a PNG file, which appears in one step.
     *
     * @throws DataException if an image cannot be read or the file cannot be written
     */
    public void write(SampleSource source, Path png) {
        BufferedImage sheet = draw(source);
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            AtomicFile.write(png, temporary -> {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    ImageIO.write(sheet, "png", out);
                }
            });
        } catch (IOException e) {
            throw new DataException(png + ": cannot be written: " + FileTrouble.reason(png, e), e);
        }
    }
}
