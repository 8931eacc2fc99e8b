package org.imprint.serve.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.GivenImage;
import org.imprint.serve.protocol.tensor.TensorShape;
import org.imprint.serve.protocol.tensor.TensorSource;

/** Makes of a tensor what it says. */
final class InputMaker {

    private static final int CHANNELS = 3;

    private InputMaker() {}

    /** Returns what a tensor of a checked type and shape asks about. @throws HttpProblem if its data are not what they must be */
    static InferInput make(InputKind kind, TensorShape shape, TensorSource data) {
        return switch (kind) {
            case IMAGE -> files(data.strings());
            case PIXELS -> pixels(shape, data.octets());
            case EMBEDDINGS -> embeddings(shape, data.numbers());
        };
    }

    private static InferInput files(List<byte[]> files) {
        List<GivenImage> images = new ArrayList<>(files.size());
        for (byte[] file : files) {
            images.add(new GivenImage(InputKind.IMAGE.wireName() + "[" + images.size() + "]", file));
        }
        return new InferInput.Images(images);
    }

    /** Puts the pixels of each image into a file of the plainest format, a PPM, which is what images come in. */
    private static InferInput pixels(TensorShape shape, byte[] octets) {
        boolean channelsLast = shape.dim(3) == CHANNELS;
        int height = shape.dim(channelsLast ? 1 : 2);
        int width = shape.dim(channelsLast ? 2 : 3);
        byte[] header = ("P6\n" + width + " " + height + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        int size = octets.length / shape.dim(0);
        List<GivenImage> images = new ArrayList<>();
        for (int i = 0; i < shape.dim(0); i++) {
            byte[] file = new byte[header.length + size];
            System.arraycopy(header, 0, file, 0, header.length);
            if (channelsLast) {
                System.arraycopy(octets, i * size, file, header.length, size);
            } else {
                interleave(octets, i * size, file, header.length, size / CHANNELS);
            }
            images.add(new GivenImage(InputKind.PIXELS.wireName() + "[" + i + "]", file));
        }
        return new InferInput.Images(images);
    }

    private static void interleave(byte[] planes, int from, byte[] to, int at, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < CHANNELS; c++) {
                to[at + CHANNELS * p + c] = planes[from + c * pixels + p];
            }
        }
    }

    private static InferInput embeddings(TensorShape shape, float[] numbers) {
        FloatMatrix rows = FloatMatrix.of(shape.dim(0), shape.dim(1), numbers);
        for (int i = 0; i < rows.rows(); i++) {
            int j = rows.firstNonFinite(i);
            if (j >= 0) {
                throw new HttpProblem(
                        400, "embeddings[" + i + ", " + j + "] must be finite in FP32, was " + rows.get(i, j));
            }
        }
        return new InferInput.Embeddings(rows);
    }
}
