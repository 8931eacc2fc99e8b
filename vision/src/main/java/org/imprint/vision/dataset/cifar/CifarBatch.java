package org.imprint.vision.dataset.cifar;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.imprint.vision.data.DataException;
import org.imprint.vision.dataset.reader.Naming;
import org.imprint.vision.image.RgbImage;

/** One file of CIFAR-10 in either version; may be read from several threads. */
sealed interface CifarBatch permits CifarRecords, CifarPickle {

    /** Side of an image. */
    int SIDE = 32;

    /** Bytes of an image: three planes. */
    int PIXELS = 3 * SIDE * SIDE;

    /** Returns where it lies. */
    Path file();

    /** Returns the number of images. */
    int size();

    /** Returns the label of image i. */
    int label(int i);

    /** Returns image i. */
    RgbImage image(int i);

    /** Releases the file. */
    void close();

    /** Returns an id within the data set, the same in both versions. */
    default String id(int i) {
        return Naming.stem(file()) + "#" + i;
    }

    /** Makes an image of red, green and blue planes. */
    static RgbImage interleave(ByteBuffer planes) {
        int area = SIDE * SIDE;
        byte[] rgb = new byte[PIXELS];
        for (int p = 0; p < area; p++) {
            rgb[3 * p] = planes.get(p);
            rgb[3 * p + 1] = planes.get(area + p);
            rgb[3 * p + 2] = planes.get(2 * area + p);
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }

    /** Throws unless a label is one of the classes. */
    static void requireLabel(Path file, int row, int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new DataException(
                    file + ": label of row " + row + " must be in [0, " + (classes - 1) + "], was " + label);
        }
    }
}
