package org.imprint.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.source.IdxSource;

/** Images made from a seed, as costly to read as real ones. */
public final class MadeImages {

    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int SIDE = 28;

    /** Strength of the grain: at quality 0.9 it makes files of about 60 kB, as photographs of this size have. */
    private static final double GRAIN = 9;

    private MadeImages() {}

    /** Returns grey images of 28x28 pixels in two classes. */
    static SampleSource digits(int n) {
        SplittableRandom random = new SplittableRandom(28);
        byte[] pixels = new byte[n * SIDE * SIDE];
        random.nextBytes(pixels);
        ByteBuffer images = ByteBuffer.allocate(16 + pixels.length);
        images.putInt(0x803).putInt(n).putInt(SIDE).putInt(SIDE).put(pixels);
        ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n);
        for (int i = 0; i < n; i++) {
            labels.put((byte) (i & 1));
        }
        return IdxSource.read(
                "noise",
                new ByteArrayInputStream(images.array()),
                new ByteArrayInputStream(labels.array()),
                List.of("even", "odd"));
    }

    /** Writes JPEG files of 500x375 pixels in two class folders. */
    public static Path photographs(Path folder, int n) throws IOException {
        for (int i = 0; i < n; i++) {
            Path file = Files.createDirectories(folder.resolve(i % 2 == 0 ? "even" : "odd"))
                    .resolve(String.format("%04d.jpg", i));
            write(photograph(i), file);
        }
        return folder;
    }

    /** Returns large soft shapes under grain. */
    private static BufferedImage photograph(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] wave = random.doubles(12, 0.005, 0.06).toArray();
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double grain = GRAIN * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    double soft = Math.sin(wave[4 * c] * x + wave[4 * c + 1] * y)
                            * Math.cos(wave[4 * c + 2] * x - wave[4 * c + 3] * y);
                    rgb = rgb << 8 | (int) Math.max(0, Math.min(255, 128 + 90 * soft + grain));
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.9f);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
    }
}
