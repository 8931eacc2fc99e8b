package org.imprint.vision.image;

/** The rows of an image whose width stays. */
final class PlainRows extends SourceRows {

    private final Pixels image;
    private final int left;

    PlainRows(Pixels image, Window window, int kept) {
        super(window.top(), window.top() + window.height(), window.width() * image.channels(), kept);
        this.image = image;
        this.left = window.left();
    }

    @Override
    void make(int y, int other, int[] upper, int[] lower) {
        copy(y, upper);
        copy(other, lower);
    }

    private void copy(int y, int[] row) {
        int from = (y * image.width() + left) * image.channels();
        for (int i = 0; i < row.length; i++) {
            row[i] = image.bytes()[from + i] & 0xff;
        }
    }
}
