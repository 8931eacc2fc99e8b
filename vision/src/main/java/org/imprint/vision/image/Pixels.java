package org.imprint.vision.image;

/**
 * Interleaved 8-bit pixels of one or three channels, the working form of resampling.
 *
 * <p>A class and not a record: arrays compare by identity.
 */
final class Pixels {

    private final int width;
    private final int height;
    private final int channels;
    private final byte[] bytes;

    Pixels(int width, int height, int channels, byte[] bytes) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.bytes = bytes;
    }

    /** Shares the bytes of an image. */
    static Pixels of(RgbImage image) {
        return new Pixels(image.width(), image.height(), 3, image.pixels());
    }

    /** Converts to grey as Pillow's mode L does. */
    static Pixels grey(RgbImage image) {
        return new Pixels(image.width(), image.height(), 1, image.grey());
    }

    /** Returns a part, or the image itself where it is the whole. */
    Pixels cut(Window window) {
        if (window.width() == width && window.height() == height) {
            return this;
        }
        int length = window.width() * channels;
        byte[] part = new byte[length * window.height()];
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(bytes, start(window, y), part, y * length, length);
        }
        return new Pixels(window.width(), window.height(), channels, part);
    }

    private int start(Window window, int y) {
        return ((window.top() + y) * width + window.left()) * channels;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int channels() {
        return channels;
    }

    byte[] bytes() {
        return bytes;
    }
}
