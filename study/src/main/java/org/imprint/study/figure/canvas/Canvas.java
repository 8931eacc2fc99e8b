package org.imprint.study.figure.canvas;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.text.Escapes;

/** Where figures are drawn: lines, shapes and text in points; remembers each text and its place. */
public final class Canvas {

    /** Size of the smallest text, in points. */
    public static final double SMALL = 7;

    /** Size of most text, in points. */
    public static final double BODY = 8;

    /** Height of a line of text, as a multiple of its size. */
    public static final double LINE = 1.2;

    /** Of text and axes. */
    public static final Color INK = new Color(0x222222);
    /** Of grids. */
    public static final Color FAINT = new Color(0xdddddd);
    /** Of what stands back. */
    public static final Color MIDDLE = new Color(0x666666);

    /** Half the height of capitals, as a multiple of the size: what text is centred by. */
    private static final double HALF_CAPITAL = 0.36;

    private final Graphics2D g;
    private final List<Label> labels = new ArrayList<>();

    /** Draws on {@code g}, whose unit is a point. */
    public Canvas(Graphics2D g) {
        this.g = g;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Returns the texts drawn so far. */
    public List<Label> labels() {
        return List.copyOf(labels);
    }

    /** Draws a straight line. */
    public void line(double x1, double y1, double x2, double y2, Color colour, double width, Dash dash) {
        outline(new Line2D.Double(x1, y1, x2, y2), colour, width, dash);
    }

    /** Draws the outline of a shape. */
    public void outline(Shape shape, Color colour, double width, Dash dash) {
        g.setColor(colour);
        g.setStroke(dash.stroke(width));
        g.draw(shape);
    }

    /** Fills a shape. */
    public void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    /** Draws a marker; an outlined one is white inside, so that lines do not run through it. */
    public void marker(double x, double y, Look look) {
        if (look.marker() == Marker.NONE) {
            return;
        }
        Shape shape = look.marker().at(x, y, look.size());
        if (look.filling() == Filling.FULL) {
            fill(shape, look.colour());
            outline(shape, Color.WHITE, 0.3, Dash.SOLID);
            return;
        }
        fill(shape, Color.WHITE);
        look.filling().sign(shape, x, y, look.size()).ifPresent(sign -> fill(sign, look.colour()));
        outline(shape, look.colour(), look.filling() == Filling.HOLLOW ? 1 : 0.8, Dash.SOLID);
    }

    /** Writes a text whose capitals are centred on {@code y}. */
    public void text(String text, double x, double y, Align align, double size) {
        text(text, x, y, align, size, INK);
    }

    /** Writes a text in a colour. */
    public void text(String text, double x, double y, Align align, double size, Color colour) {
        if (text.isBlank()) {
            return;
        }
        double width = Fonts.width(text, size);
        double start = align.start(x, width);
        labels.add(new Label(text, new Rectangle2D.Double(start, y - size / 2, width, size)));
        g.setColor(colour);
        g.setFont(Fonts.of(size));
        g.drawString(Escapes.legible(text), (float) start, (float) (y + HALF_CAPITAL * size));
    }

    /** Writes a text that reads upwards, centred on ({@code x}, {@code y}). */
    public void upwards(String text, double x, double y, double size) {
        if (text.isBlank()) {
            return;
        }
        double width = Fonts.width(text, size);
        labels.add(new Label(text, new Rectangle2D.Double(x - size / 2, y - width / 2, size, width)));
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(-Math.PI / 2);
        g.setColor(INK);
        g.setFont(Fonts.of(size));
        g.drawString(Escapes.legible(text), (float) (-width / 2), (float) (HALF_CAPITAL * size));
        g.setTransform(before);
    }

    /** Draws what {@code drawing} draws inside {@code area} only. */
    public void clipped(Rectangle2D area, Drawing drawing) {
        Shape before = g.getClip();
        g.clip(area);
        drawing.draw(this);
        g.setClip(before);
    }
}
