package org.imprint.study.figure.canvas;

import java.awt.BasicStroke;

/** How a line is broken, so that lines differ without colours. */
public enum Dash {
    /** Unbroken. */
    SOLID(),
    /** Long strokes. */
    DASHED(5, 2),
    /** Dots. */
    DOTTED(1, 1.6f),
    /** A stroke and a dot. */
    DASH_DOT(5, 1.6f, 1, 1.6f),
    /** Short strokes. */
    SHORT(2.4f, 1.6f),
    /** A stroke and two dots. */
    DASH_DOT_DOT(5, 1.6f, 1, 1.6f, 1, 1.6f),
    /** No line at all: points only. */
    NONE();

    private final float[] pattern;

    Dash(float... pattern) {
        this.pattern = pattern;
    }

    /** Returns the stroke; the pattern grows with widths above one point. */
    BasicStroke stroke(double width) {
        if (pattern.length == 0) {
            return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] scaled = pattern.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) Math.max(1, width);
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, scaled, 0);
    }
}
