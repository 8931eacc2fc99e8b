package org.imprint.vision.dataset.reader;

import java.util.Arrays;
import java.util.List;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.image.RgbImage;

/**
 * MNIST-M as two PyTorch files: a pair of the images, uint8 {@code [n, 28, 28, 3]}, and the labels, {@code [n]}.
 *
 * <p>The pixels stay in memory: 141 MB for the 60,000 training images.
 */
public final class MnistMReader implements Opener {

    private final List<String> classNames;

    /** Creates a reader. @param classNames name of label l is the l-th */
    public MnistMReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        TensorPair pair = TensorPair.read(place.need(List.of("mnist_m_" + split.wireName() + ".pt")));
        int area = pair.height() * pair.width();
        return new MemorySource(
                pair.file().toString(),
                Naming.stem(pair.file()),
                pair.labels(),
                classNames,
                i -> new RgbImage(
                        pair.width(),
                        pair.height(),
                        Arrays.copyOfRange(pair.pixels(), 3 * area * i, 3 * area * (i + 1))));
    }
}
