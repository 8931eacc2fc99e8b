package org.imprint.classifier.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;

/**
 * Images and embeddings that every export carries with the answers they must get.
 *
 * <p>They are drawn, the same ones each time: fine stripes, which show how an image is shrunk; coloured discs, which show the order
 * of channels; ramps and noise in odd sizes, smaller and larger than what backbones see, landscape and portrait.
 */
final class GoldenInputs {

    private static final int[][] SIZES = {{301, 223}, {64, 97}, {33, 41}, {257, 256}};
    private static final int EMBEDDINGS = 8;
    private static final long SEED = 20_261_130;

    private GoldenInputs() {}

    /** Returns the images with our own answers. */
    static List<Golden> images(ExportedHead head, Backbone backbone) {
        List<Golden> golden = new ArrayList<>();
        for (int n = 0; n < SIZES.length; n++) {
            RgbImage image = drawn(n);
            golden.add(golden("golden image " + n, png(image), head, backbone.embed(List.of(image))));
        }
        return golden;
    }

    /** Returns embeddings between the proxies of several classes, with our own answers. */
    static List<Golden> embeddings(ExportedHead head) {
        SplittableRandom random = new SplittableRandom(SEED);
        FloatMatrix all = FloatMatrix.concat(head.proxies());
        List<Golden> golden = new ArrayList<>();
        for (int n = 0; n < EMBEDDINGS; n++) {
            float[] row = new float[all.cols()];
            float share = (float) random.nextDouble();
            int a = all.offset(random.nextInt(all.rows()));
            int b = all.offset(random.nextInt(all.rows()));
            for (int j = 0; j < row.length; j++) {
                row[j] = 3 * (share * all.data()[a + j] + (1 - share) * all.data()[b + j]);
            }
            golden.add(golden("golden embedding " + n, bytes(row), head, FloatMatrix.ofRows(row)));
        }
        return golden;
    }

    private static Golden golden(String name, byte[] content, ExportedHead head, FloatMatrix embedding) {
        ExpectedAnswers own = ExpectedAnswers.of(head, embedding);
        return new Golden(name, content, own.label(0), own.scores(0), own.isUnknown(0));
    }

    private static RgbImage drawn(int number) {
        int width = SIZES[number][0];
        int height = SIZES[number][1];
        SplittableRandom random = new SplittableRandom(SEED + number);
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            pixels[i] = (byte) sample(number, i % 3, x, y, Math.hypot(x - 0.4 * width, y - 0.6 * height) / height);
            boolean isNoisy = number == 2 || x < 24 && y < 24;
            if (isNoisy) {
                pixels[i] = (byte) random.nextInt(256);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    /** @param distance from somewhere off the centre, in heights */
    private static int sample(int number, int channel, int x, int y, double distance) {
        return switch (number) {
            case 0 -> (x + channel) % 3 == 0 ? 230 : 20 + 40 * channel;
            case 1 -> Math.floorMod(2 * x + (channel + 1) * y, 256);
            default -> distance < 0.2 + 0.1 * channel ? 250 - 90 * channel : (x / 8 + y / 8) % 2 * 120 + 30;
        };
    }

    private static byte[] png(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.width() * image.height(); i++) {
            int rgb = (image.pixels()[3 * i] & 0xff) << 16
                    | (image.pixels()[3 * i + 1] & 0xff) << 8
                    | image.pixels()[3 * i + 2] & 0xff;
            buffered.setRGB(i % image.width(), i / image.width(), rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(buffered, "png", bytes)) {
                throw new IllegalStateException("this Java must write PNG, but cannot");
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    /** Returns the image of an entry. */
    static RgbImage image(String where, Golden golden) {
        return ImageDecoder.decode(where + ": " + golden.name(), golden.content(), Orientation.AS_STORED);
    }

    private static byte[] bytes(float[] row) {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(row);
        return bytes.array();
    }

    /** Returns the embedding of an entry. @param d its length */
    static float[] embedding(String where, Golden golden, int d) {
        if (golden.content().length != d * Float.BYTES) {
            throw new DataException(where + ": " + golden.name() + " must have " + d * Float.BYTES + " bytes, was "
                    + golden.content().length);
        }
        float[] row = new float[d];
        ByteBuffer.wrap(golden.content())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(row);
        return row;
    }
}
