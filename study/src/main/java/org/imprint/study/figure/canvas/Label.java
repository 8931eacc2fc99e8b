package org.imprint.study.figure.canvas;

import java.awt.geom.Rectangle2D;

/**
 * A text that was drawn and the room it takes.
 *
 * @param text as drawn
 * @param box in points; upright even if the text is turned
 */
public record Label(String text, Rectangle2D box) {

    /** Returns whether two labels cover each other by more than a hair. */
    public boolean collides(Label other) {
        Rectangle2D common = box.createIntersection(other.box);
        return common.getWidth() > 0.01 && common.getHeight() > 0.01;
    }
}
