package org.imprint.vision.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes tiny files in the formats of MNIST and CIFAR-10. */
final class Tiny {

    private Tiny() {}

    /** Pixel p of image i is 10·i + p (mod 256); images are 2 × 3. */
    static byte[] idxImages(int n) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 6 * n)
                .putInt(0x803)
                .putInt(n)
                .putInt(2)
                .putInt(3);
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < 6; p++) {
                bytes.put((byte) (10 * i + p));
            }
        }
        return bytes.array();
    }

    static byte[] idxLabels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Writes both splits of an MNIST-like set: as many images as labels. */
    static void mnist(Path folder, int[] train, int[] test) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(train.length)));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(train)));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(test.length));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(test));
    }

    /** Record r has label (first + r) mod 10; value at plane c, row y, column x is 7r + 50c + 3y + x (mod 256). */
    static byte[] cifar(int n, int first) {
        ByteBuffer bytes = ByteBuffer.allocate(3073 * n);
        for (int r = 0; r < n; r++) {
            bytes.put((byte) ((first + r) % 10));
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < 32; y++) {
                    for (int x = 0; x < 32; x++) {
                        bytes.put((byte) (7 * r + 50 * c + 3 * y + x));
                    }
                }
            }
        }
        return bytes.array();
    }

    /** Writes five training batches of two images and a test batch of one. */
    static void cifarFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int b = 1; b <= 5; b++) {
            Files.write(folder.resolve("data_batch_" + b + ".bin"), cifar(2, 2 * b - 2));
        }
        Files.write(folder.resolve("test_batch.bin"), cifar(1, 7));
    }
}
