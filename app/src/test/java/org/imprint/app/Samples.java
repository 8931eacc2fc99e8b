package org.imprint.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.source.BundledSample;

/** The bundled digits as a user would have them: IDX files, and folders of PNG files. */
final class Samples {

    private static final String BUNDLED = "/org/imprint/vision/bundled/mnist-sample/";

    private Samples() {}

    /** Copies the four IDX files. */
    static Path idx(Path folder) throws IOException {
        for (String file : List.of(
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz")) {
            try (InputStream in = BundledSample.class.getResourceAsStream(BUNDLED + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        return folder;
    }

    /** Writes the first {@code perClass} test images of the given digits as PNG files, one folder per digit. */
    static Path folders(Path folder, Set<Integer> digits, int perClass) throws IOException {
        SampleSource source = BundledSample.open().test();
        int[] written = new int[10];
        for (int i = 0; i < source.size(); i++) {
            int label = source.label(i);
            if (digits.contains(label) && written[label]++ < perClass) {
                Path file = Files.createDirectories(folder.resolve("digit " + label))
                        .resolve(String.format("%03d.png", written[label]));
                ImageIO.write(buffered(source.image(i)), "png", file.toFile());
            }
        }
        return folder;
    }

    /** Writes images that all differ, each a number in few pixels. */
    static Path manyFiles(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int n = 0; n < count; n++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 28 * 28; i++) {
                image.setRGB(i % 28, i / 28, (n >> i % 14 & 1) == 1 ? 0xffffff : 0x101010 * (i / 28 % 9));
            }
            ImageIO.write(image, "bmp", folder.resolve(n + ".bmp").toFile());
        }
        return folder;
    }

    private static BufferedImage buffered(RgbImage image) {
        BufferedImage out = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] p = image.pixels();
        for (int i = 0; i < p.length / 3; i++) {
            int rgb = (p[3 * i] & 0xff) << 16 | (p[3 * i + 1] & 0xff) << 8 | p[3 * i + 2] & 0xff;
            out.setRGB(i % image.width(), i / image.width(), rgb);
        }
        return out;
    }
}
