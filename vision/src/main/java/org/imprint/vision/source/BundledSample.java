package org.imprint.vision.source;

import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.TrainTest;

/**
 * The bundled sample of MNIST: ten digits, 100 training and 50 test images each, 28 × 28, grey.
 *
 * <p>Attribution and licence lie beside the files.
 */
public final class BundledSample {

    /** Name for tables and messages. */
    public static final String NAME = "MNIST sample";

    private static final String FOLDER = "/org/imprint/vision/bundled/mnist-sample/";
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private BundledSample() {}

    /** Reads both halves. */
    public static TrainTest open() {
        return new TrainTest(half("train"), half("t10k"));
    }

    private static SampleSource half(String prefix) {
        return IdxSource.read(
                NAME + " " + prefix,
                resource(prefix + "-images-idx3-ubyte.gz"),
                resource(prefix + "-labels-idx1-ubyte.gz"),
                DIGITS);
    }

    private static InputStream resource(String file) {
        InputStream in = BundledSample.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new DataException(FOLDER + file + ": is missing from the jar");
        }
        return in;
    }
}
