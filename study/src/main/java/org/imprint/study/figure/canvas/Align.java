package org.imprint.study.figure.canvas;

/** Which part of a text lies at the given x. */
public enum Align {
    /** Its begin. */
    START(0),
    /** Its middle. */
    MIDDLE(0.5),
    /** Its end. */
    END(1);

    private final double before;

    Align(double before) {
        this.before = before;
    }

    /** Returns where a text of {@code width} begins. */
    double start(double x, double width) {
        return x - before * width;
    }
}
