package org.imprint.vision.image;

/** A rectangle of pixels: left and top may be negative, sides are ≥ 1. */
record Window(int left, int top, int width, int height) {

    /** Returns the whole of an image. */
    static Window all(Size size) {
        return new Window(0, 0, size.width(), size.height());
    }

    /** Returns the part inside an image of the given size; a centred window always has one. */
    Window within(Size size) {
        int x0 = Math.max(left, 0);
        int y0 = Math.max(top, 0);
        int x1 = Math.min(left + width, size.width());
        int y1 = Math.min(top + height, size.height());
        return new Window(x0, y0, x1 - x0, y1 - y0);
    }
}
