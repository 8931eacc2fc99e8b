package org.imprint.classifier.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.image.RgbImage;

/** A classifier on the bundled backbone that is exported, images to ask it, and our own answers for them. */
record ShippedClassifier(Path onnx, ExportedHead head, List<Path> images, ExpectedAnswers answers) {

    private static final int IMAGES = 8;

    static ShippedClassifier in(Path folder, Aggregation aggregation) throws IOException {
        List<Path> images = new ArrayList<>();
        for (int n = 0; n < IMAGES; n++) {
            // The last two have lost something on the way, as photographs have
            images.add(image(folder.resolve("image " + n + (n < IMAGES - 2 ? ".png" : ".jpg")), n));
        }
        List<RgbImage> pixels = images.stream().map(ImageDecoder::decode).toList();
        try (Backbone backbone = BundledBackbone.open()) {
            FloatMatrix embeddings = FloatMatrix.concat(
                    pixels.stream().map(image -> backbone.embed(List.of(image))).toList());
            // A class for each pair of images, of which the second is moved a little
            List<FloatMatrix> proxies = new ArrayList<>();
            for (int c = 0; c < IMAGES / 2; c++) {
                FloatMatrix two = embeddings.rows(2 * c, 2 * c + 2).copy();
                two.data()[7] += 0.5f;
                proxies.add(new L2Norm().ofRows(two));
            }
            ExportedHead head = new ExportedHead(
                    List.of("gull", "heron", "swan", "żuraw <b>"),
                    proxies,
                    new L2Norm(),
                    aggregation,
                    Calibration.of(0.1),
                    Optional.of(List.of(0.2f, 2f, 0.2f, 0.2f)),
                    "two images a class");
            Path onnx = folder.resolve("birds.onnx");
            OnnxExport.write(onnx, head, backbone);
            return new ShippedClassifier(onnx, head, images, ExpectedAnswers.of(head, embeddings));
        }
    }

    private static Path image(Path file, int number) throws IOException {
        SplittableRandom random = new SplittableRandom(number);
        int width = 40 + 31 * number;
        int height = 90 - 7 * number;
        int kind = number / 2;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            double x = i % width / (double) width - 0.5;
            double y = i / width / (double) height - 0.5;
            boolean isInside = kind == 0
                    ? Math.abs(x) < 0.15
                    : kind == 1 ? x * x + y * y < 0.1 : kind == 2 ? y > x : Math.abs(y) < 0.1;
            int red = isInside ? 230 : 20;
            image.setRGB(i % width, i / width, red << 16 | (red / 2 + random.nextInt(40)) << 8 | random.nextInt(90));
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }
}
