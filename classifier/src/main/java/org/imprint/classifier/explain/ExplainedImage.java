package org.imprint.classifier.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.Predictions;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.image.RgbImage;

/**
 * An image with its answer.
 *
 * @param name what people call it, such as its path
 * @param trueClass its class, where it is known
 * @param prediction the answer
 * @param pixels decodes the image; asked at most once, and only if it is shown. A {@link org.imprint.core.ImprintException} is said on
 *     the page in the image's place
 */
public record ExplainedImage(
        String name, Optional<String> trueClass, Prediction prediction, Supplier<RgbImage> pixels) {

    /** Returns the image of a file whose class is not known. */
    public static ExplainedImage of(Path file, Prediction prediction) {
        return new ExplainedImage(file.toString(), Optional.empty(), prediction, () -> ImageDecoder.decode(file));
    }

    /** Returns the images of a source with its classes as the true ones. The source must be open until the page is written. */
    public static List<ExplainedImage> labelled(SampleSource source, Predictions predictions) {
        return IntStream.range(0, predictions.answers().size())
                .mapToObj(i -> {
                    int sample = predictions.samples().get(i);
                    return new ExplainedImage(
                            source.id(sample),
                            Optional.of(source.classNames().get(source.label(sample))),
                            predictions.answers().get(i),
                            () -> source.image(sample));
                })
                .toList();
    }

    /** As {@link #labelled}, where the source does not know the classes. */
    public static List<ExplainedImage> unlabelled(SampleSource source, Predictions predictions) {
        return labelled(source, predictions).stream()
                .map(i -> new ExplainedImage(i.name(), Optional.empty(), i.prediction(), i.pixels()))
                .toList();
    }

    /** Returns the image with its true class. */
    public ExplainedImage withTrueClass(String itsClass) {
        return new ExplainedImage(name, Optional.of(itsClass), prediction, pixels);
    }
}
