package org.imprint.study.figure.canvas;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** What is inside a marker, so that series of one shape differ without colours. */
public enum Filling {
    /** The colour. */
    FULL,
    /** White within an outline, as in those that follow. */
    HOLLOW,
    /** A dot. */
    DOT,
    /** The colour in the lower half. */
    HALF,
    /** A level line. */
    LINE;

    private static final double DOT_SHARE = 0.42;
    private static final double LINE_SHARE = 0.24;

    /** Returns the i-th of those within an outline; the first four differ. */
    public static Filling outlined(int i) {
        Filling[] all = values();
        return all[1 + i % (all.length - 1)];
    }

    /** Returns what is drawn in the colour inside an outlined marker. */
    Optional<Shape> sign(Shape marker, double x, double y, double size) {
        Rectangle2D all = marker.getBounds2D();
        return switch (this) {
            case FULL, HOLLOW -> Optional.empty();
            case DOT -> {
                double dot = DOT_SHARE * size;
                yield Optional.of(new Ellipse2D.Double(x - dot / 2, y - dot / 2, dot, dot));
            }
            case HALF -> Optional.of(part(marker, all, y, all.getMaxY() - y));
            case LINE -> Optional.of(part(marker, all, y - LINE_SHARE * size / 2, LINE_SHARE * size));
        };
    }

    private static Shape part(Shape marker, Rectangle2D all, double top, double height) {
        Area part = new Area(marker);
        part.intersect(new Area(new Rectangle2D.Double(all.getX(), top, all.getWidth(), height)));
        return part;
    }
}
