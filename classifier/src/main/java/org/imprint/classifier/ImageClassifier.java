package org.imprint.classifier;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.source.SampleSources;

/**
 * A classifier of images that learns and forgets while it answers.
 *
 * <pre>
 *   ImageClassifier birds = ImageClassifier.fit(backbone, Path.of("birds"));      // one folder per class
 *   Prediction answer = birds.predict(Path.of("unseen.jpg"));
 *   birds.learn("crane", Path.of("new/crane"));
 * </pre>
 *
 * <p>Safe for use by many threads, as {@link EmbeddingClassifier} is. The backbone is the caller's to close, after the last question.
 * Each image is embedded by itself, so that its embedding does not hang on its company.
 */
public final class ImageClassifier {

    private final Backbone backbone;
    private final EmbeddingClassifier embeddings;

    private ImageClassifier(Backbone backbone, EmbeddingClassifier embeddings) {
        this.backbone = backbone;
        this.embeddings = embeddings;
    }

    /** As {@link #fit(Backbone, Path, FitOptions)} with the standard options. */
    public static ImageClassifier fit(Backbone backbone, Path folder) throws InterruptedException {
        return fit(backbone, folder, FitOptions.standard());
    }

    /**
     * Fits a classifier from a folder with one sub-folder per class.
     *
     * @throws org.imprint.vision.data.DataException if there is nothing to read, or images cannot be decoded
     */
    public static ImageClassifier fit(Backbone backbone, Path folder, FitOptions options) throws InterruptedException {
        FitOptions own = backbone.descriptor().lambda().isPresent()
                ? options.with(options.recipe()
                        .withLambda(backbone.descriptor().lambda().getAsDouble()))
                : options;
        EmbeddingClassifier empty =
                EmbeddingClassifier.empty(backbone.dimension(), own, Parallel.serial(), Clock.systemUTC());
        try (SampleSource source = SampleSources.open(folder, Split.TRAIN)) {
            FloatMatrix rows = Embedder.of(backbone).withBatch(1).embed(source, Progress.NONE);
            Map<String, ExampleSet> classes = new LinkedHashMap<>();
            for (int c = 0; c < source.classNames().size(); c++) {
                classes.put(source.classNames().get(c), examples(empty, source, rows, c, folder));
            }
            return new ImageClassifier(backbone, empty.fitted(classes));
        }
    }

    private static ExampleSet examples(
            EmbeddingClassifier empty, SampleSource source, FloatMatrix rows, int label, Path folder) {
        List<Example> examples = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            if (source.label(i) == label) {
                examples.add(new Example(source.id(i), folder.toString(), source.digest(i)));
                at.add(i);
            }
        }
        return empty.workshop()
                .examples(examples, rows.select(at.stream().mapToInt(i -> i).toArray()));
    }

    /** Returns the classifier of a backbone's embeddings. @throws org.imprint.core.ImprintException if they have another width */
    public static ImageClassifier of(Backbone backbone, EmbeddingClassifier embeddings) {
        int d = embeddings.state().settings().dim();
        Checks.require(
                backbone.dimension() == d, "backbone must give embeddings of " + d + " values", backbone.dimension());
        return new ImageClassifier(backbone, embeddings);
    }

    /** Returns the classifier behind it, of embeddings. */
    public EmbeddingClassifier embeddings() {
        return embeddings;
    }

    /** Returns the backbone. */
    public Backbone backbone() {
        return backbone;
    }

    /** Answers for an image file. @throws org.imprint.vision.data.DataException if it cannot be read */
    public Prediction predict(Path image) {
        return predict(ImageDecoder.decode(image));
    }

    /** Answers for the bytes of an image file. @throws org.imprint.vision.data.DataException if they are not an image */
    public Prediction predict(byte[] image) {
        return predict(ImageDecoder.decode("image", image, Orientation.UPRIGHT));
    }

    /** Answers for an image in memory; its alpha is dropped. */
    public Prediction predict(BufferedImage image) {
        return predict(AwtImages.rgb(image));
    }

    /** Answers for an image in memory. */
    public Prediction predict(RgbImage image) {
        return embeddings.predict(backbone.embed(List.of(image)).row(0));
    }

    /** Takes the last change back. */
    public HistoryEntry undo() {
        return embeddings.undo();
    }
}
