package org.imprint.app.quickstart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.imprint.study.figure.canvas.Look;
import org.imprint.vision.image.RgbImage;

/** The query at the left, the proxies nearest to it at the right, each with class and similarity. */
final class ExamplePicture implements Picture {

    private static final int TILE = 112;
    private static final int GAP = 16;
    private static final int TOP = 34;
    private static final int CAPTION = 44;
    private static final Color SAME = Look.of(2).colour();
    private static final Color OTHER = Look.of(1).colour();

    private final QuickstartResult.Example example;

    ExamplePicture(QuickstartResult.Example example) {
        this.example = example;
    }

    @Override
    public int width() {
        return GAP + (TILE + GAP) * (1 + example.nearest().size()) + 2 * GAP;
    }

    @Override
    public int height() {
        return TOP + TILE + CAPTION + GAP;
    }

    @Override
    public void draw(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        int x = GAP;
        heading(g, "query", x);
        tile(g, example.image(), x, Color.DARK_GRAY);
        caption(g, "is " + example.truth(), "answer " + example.answer(), x);
        x += TILE + 3 * GAP;
        heading(g, "nearest proxies, each shown by the training image nearest to it", x);
        for (QuickstartResult.Example.Neighbour n : example.nearest()) {
            tile(g, n.image(), x, n.className().equals(example.truth()) ? SAME : OTHER);
            caption(g, n.className(), String.format(Locale.ROOT, "cosine %.3f", n.similarity()), x);
            x += TILE + GAP;
        }
    }

    private static void heading(Graphics2D g, String text, int x) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        g.drawString(text, x, TOP - 12);
    }

    private static void tile(Graphics2D g, RgbImage image, int x, Color frame) {
        double scale = TILE / (double) Math.max(image.width(), image.height());
        int w = (int) Math.round(image.width() * scale);
        int h = (int) Math.round(image.height() * scale);
        g.drawImage(buffered(image), x + (TILE - w) / 2, TOP + (TILE - h) / 2, w, h, null);
        g.setColor(frame);
        g.setStroke(new BasicStroke(3));
        g.drawRect(x, TOP, TILE, TILE);
    }

    private static void caption(Graphics2D g, String first, String second, int x) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.drawString(fitted(g, first), x, TOP + TILE + 20);
        g.setColor(Color.DARK_GRAY);
        g.drawString(fitted(g, second), x, TOP + TILE + 38);
    }

    private static String fitted(Graphics2D g, String text) {
        String shown = text;
        while (g.getFontMetrics().stringWidth(shown) > TILE && shown.length() > 2) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }

    static BufferedImage buffered(RgbImage image) {
        BufferedImage out = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] p = image.pixels();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int rgb = (p[3 * i] & 0xff) << 16 | (p[3 * i + 1] & 0xff) << 8 | p[3 * i + 2] & 0xff;
            out.setRGB(i % image.width(), i / image.width(), rgb);
        }
        return out;
    }
}
