package org.imprint.serve.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.guard.Access;
import org.imprint.serve.guard.AccessToken;
import org.imprint.serve.guard.Limits;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.ContentDigest;

/** A server in this process, of a classifier of shapes that are drawn here, for a browser to open. */
final class ShownServer implements AutoCloseable {

    /** A name that would be code if a page did not escape it. */
    static final String EVIL = "<img src=x onerror=document.title=1> & \"it\"";

    static final int EXAMPLES = 12;

    private static final int SIDE = 56;

    private final Backbone backbone = BundledBackbone.open();
    private final JournaledClassifier classifier;
    private final Server server;

    private ShownServer(Path folder, boolean readOnly, Optional<AccessToken> token) throws InterruptedException {
        Path images = folder.resolve("fitted");
        List.of("bars", "disc", EVIL).forEach(shape -> draw(images.resolve(shape), shape, 0, EXAMPLES));
        Path file = folder.resolve("shapes.imprint");
        ImageClassifier.fit(backbone, images, FitOptions.standard()).save(file);
        ImprintFile.save(file, ImprintFile.open(file).with(Thumbnails.of(pictures(images))));
        classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
        ServeOptions options = new ServeOptions(
                "127.0.0.1", 0, readOnly, new Access(token, List.of(), List.of()), Limits.standard(), Optional.empty());
        server = Server.start(
                options,
                ServedModels.of(
                        List.of(new ServedModel("shapes", classifier, Optional.of(backbone), Parallel.serial()))));
    }

    private static Map<ContentDigest, byte[]> pictures(Path images) {
        Map<ContentDigest, byte[]> pictures = new HashMap<>();
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                pictures.put(ContentDigest.of(content), content);
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves three classes of {@link #EXAMPLES} examples each to whoever asks. */
    static ShownServer open(Path folder) throws InterruptedException {
        return new ShownServer(folder, false, Optional.empty());
    }

    /** Serves them to be looked at alone. */
    static ShownServer readOnly(Path folder) throws InterruptedException {
        return new ShownServer(folder, true, Optional.empty());
    }

    /** Serves them to whoever knows the token. */
    static ShownServer locked(Path folder, AccessToken token) throws InterruptedException {
        return new ShownServer(folder, false, Optional.of(token));
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    JournaledClassifier classifier() {
        return classifier;
    }

    /** Returns the number of examples of a class; 0 if it is not there. */
    int examples(String name) {
        return classifier.state().classes().stream()
                .filter(c -> c.name().equals(name))
                .mapToInt(c -> c.learned())
                .sum();
    }

    /** Draws PNG files of a shape, each another, named by their numbers. */
    static Path draw(Path folder, String shape, int from, int to) {
        try {
            Files.createDirectories(folder);
            for (int i = from; i < to; i++) {
                ImageIO.write(image(shape, i), "png", folder.resolve(i + ".png").toFile());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage image(String shape, int number) {
        SplittableRandom random = new SplittableRandom(31L * shape.hashCode() + number);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(20 + number % 40, 20, 20));
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.setColor(Color.WHITE);
        int x = random.nextInt(4, 12);
        int y = random.nextInt(4, 12);
        switch (shape) {
            case "bars" -> {
                for (int line = 0; line < 4; line++) {
                    pen.fillRect(x, y + 10 * line, 36 + random.nextInt(6), 4);
                }
            }
            case "disc" -> pen.fillOval(x, y, 34 + random.nextInt(6), 34 + random.nextInt(6));
            case "cross" -> {
                pen.fillRect(x + 14, y, 7, 40);
                pen.fillRect(x, y + 14, 40, 7);
            }
            default -> {
                pen.drawRect(x, y, 36 + random.nextInt(6), 36 + random.nextInt(6));
                pen.drawRect(x + 1, y + 1, 34, 34);
            }
        }
        pen.dispose();
        return image;
    }

    @Override
    public void close() {
        server.close();
        classifier.close();
        backbone.close();
    }
}
