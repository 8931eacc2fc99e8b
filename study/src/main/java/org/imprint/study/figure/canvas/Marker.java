package org.imprint.study.figure.canvas;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** The shape of a point, so that series differ without colours; all shapes cover about the same area. */
public enum Marker {
    /** A disc. */
    CIRCLE(),
    /** A square. */
    SQUARE(-.44, -.44, .44, -.44, .44, .44, -.44, .44),
    /** A triangle on its base. */
    TRIANGLE(0, -.64, .62, .44, -.62, .44),
    /** A square on its corner. */
    DIAMOND(0, -.66, .6, 0, 0, .66, -.6, 0),
    /** A triangle on its tip. */
    TRIANGLE_DOWN(0, .64, .62, -.44, -.62, -.44),
    /** An upright cross. */
    PLUS(-.2, -.6, .2, -.6, .2, -.2, .6, -.2, .6, .2, .2, .2, .2, .6, -.2, .6, -.2, .2, -.6, .2, -.6, -.2, -.2, -.2),
    /** A diagonal cross. */
    CROSS(
            0, -.28, .3, -.58, .58, -.3, .28, 0, .58, .3, .3, .58, 0, .28, -.3, .58, -.58, .3, -.28, 0, -.58, -.3, -.3,
            -.58),
    /** A pentagon. */
    PENTAGON(0, -.6, .57, -.19, .35, .48, -.35, .48, -.57, -.19),
    /** A triangle on its right tip. */
    TRIANGLE_RIGHT(.64, 0, -.44, .62, -.44, -.62),
    /** A wide bar, which no series has: it shows a colour and a filling in a legend. */
    BAR(-.9, -.5, .9, -.5, .9, .5, -.9, .5),
    /** No marker at all: a line only. */
    NONE();

    private final double[] corners;

    Marker(double... corners) {
        this.corners = corners;
    }

    /** Returns the shape around a point. */
    public Shape at(double x, double y, double size) {
        if (corners.length == 0) {
            return new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
        }
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i += 2) {
            double px = x + size * corners[i];
            double py = y + size * corners[i + 1];
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }
}
