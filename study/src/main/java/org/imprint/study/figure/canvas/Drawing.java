package org.imprint.study.figure.canvas;

/** Draws a figure; called once for each file format and must draw the same every time. */
@FunctionalInterface
public interface Drawing {

    /** Draws on {@code canvas}. */
    void draw(Canvas canvas);
}
