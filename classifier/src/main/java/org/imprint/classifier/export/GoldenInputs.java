package org.imprint.classifier.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.image.RgbImage;

/**
 * Images and embeddings that every export carries with the answers they must get.
 *
 * <p>They are drawn, the same ones each time: fine stripes, which show how an image is shrunk; coloured discs, which show the order
 * of channels; ramps and noise in odd sizes, smaller and larger than what backbones see, landscape and portrait.
 */
public final class GoldenInputs {

    private static final int[][] SIZES = {{301, 223}, {64, 97}, {33, 41}, {257, 256}};
    private static final int EMBEDDINGS = 8;
    private static final long SEED = 20_261_130;

    private GoldenInputs() {}

    /** Returns the images, as PNG files. */
    public static List<byte[]> pictures() {
        return IntStream.range(0, SIZES.length).mapToObj(n -> png(drawn(n))).toList();
    }

    /** Returns the images with our own answers. */
    static List<Golden> images(ExportedHead head, Backbone backbone) {
        List<byte[]> contents = new ArrayList<>();
        List<FloatMatrix> embeddings = new ArrayList<>();
        for (int n = 0; n < SIZES.length; n++) {
            RgbImage image = drawn(n);
            contents.add(png(image));
            embeddings.add(backbone.embed(List.of(image)));
        }
        return answered("golden image ", contents, head, FloatMatrix.concat(embeddings));
    }

    /** Returns embeddings between the proxies of several classes, with our own answers. */
    static List<Golden> embeddings(ExportedHead head) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> contents = new ArrayList<>();
        FloatMatrix rows = FloatMatrix.zeros(EMBEDDINGS, head.dim());
        for (int n = 0; n < EMBEDDINGS; n++) {
            float share = (float) random.nextDouble();
            float[] a = anyProxy(head, random);
            float[] b = anyProxy(head, random);
            for (int j = 0; j < a.length; j++) {
                a[j] = 3 * (share * a[j] + (1 - share) * b[j]);
            }
            System.arraycopy(a, 0, rows.data(), rows.offset(n), a.length);
            contents.add(bytes(a));
        }
        return answered("golden embedding ", contents, head, rows);
    }

    private static float[] anyProxy(ExportedHead head, SplittableRandom random) {
        FloatMatrix ofClass = head.proxies().get(random.nextInt(head.classes()));
        return ofClass.row(random.nextInt(ofClass.rows()));
    }

    private static List<Golden> answered(
            String name, List<byte[]> contents, ExportedHead head, FloatMatrix embeddings) {
        ExpectedAnswers own = ExpectedAnswers.of(head, embeddings);
        List<Golden> golden = new ArrayList<>();
        for (int n = 0; n < contents.size(); n++) {
            String answer = head.classNames().get(own.label(n));
            golden.add(new Golden(name + n, contents.get(n), answer, own.scores(n), own.isUnknown(n), own.known(n)));
        }
        return golden;
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

    private static byte[] bytes(float[] row) {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(row);
        return bytes.array();
    }
}
