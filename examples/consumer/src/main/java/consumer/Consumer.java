package consumer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;

/** Fits a classifier of embeddings and one of images, asks both, and says what they answered. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] args) throws Exception {
        FloatMatrix herons = FloatMatrix.ofRows(new float[] {1, 0, 0.1f}, new float[] {0.9f, 0.1f, 0});
        FloatMatrix storks = FloatMatrix.ofRows(new float[] {0, 1, 0.1f}, new float[] {0.1f, 0.9f, 0});
        EmbeddingClassifier birds = EmbeddingClassifier.fit(Map.of("heron", herons, "stork", storks));
        birds.learn("crane", FloatMatrix.ofRows(new float[] {0, 0, 1}));
        System.out.println("embeddings: " + birds.predict(new float[] {0.1f, 0, 0.9f}).label());

        Path folder = Path.of(args[0]);
        for (int i = 0; i < 3; i++) {
            write(picture(true, i), folder.resolve("ring").resolve(i + ".png"));
            write(picture(false, i), folder.resolve("bar").resolve(i + ".png"));
        }
        try (Backbone backbone = BundledBackbone.open()) {
            Prediction prediction = ImageClassifier.fit(backbone, folder).predict(picture(true, 1));
            System.out.println("images: " + prediction.label());
        }
    }

    private static BufferedImage picture(boolean ring, int place) {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        if (ring) {
            pen.drawOval(4 + place, 4, 18, 20);
        } else {
            pen.fillRect(11 + place, 3, 3, 22);
        }
        pen.dispose();
        return picture;
    }

    private static void write(BufferedImage picture, Path file) throws Exception {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
