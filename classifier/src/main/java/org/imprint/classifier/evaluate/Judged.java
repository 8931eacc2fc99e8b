package org.imprint.classifier.evaluate;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.Predictions;
import org.imprint.vision.data.SampleSource;

/**
 * An answer beside the truth.
 *
 * @param name what people call the image, such as its path
 * @param trueClass its class; in Unicode's composed form afterwards, as class names are
 * @param answer the answered class; where {@code unknown} holds, the one that comes nearest
 * @param unknown whether it was taken for none of the classes
 */
public record Judged(String name, String trueClass, String answer, boolean unknown) {

    /** Composes the class. */
    public Judged {
        trueClass = Normalizer.normalize(trueClass.strip(), Normalizer.Form.NFC);
    }

    /** Returns a prediction beside the truth. */
    public static Judged of(String name, String trueClass, Prediction prediction) {
        return new Judged(name, trueClass, prediction.label(), prediction.isUnknown());
    }

    /** Returns the answers for the images of a source beside the source's classes. */
    public static List<Judged> of(SampleSource source, Predictions predictions) {
        return IntStream.range(0, predictions.answers().size())
                .mapToObj(i -> {
                    int sample = predictions.samples().get(i);
                    String truth = source.classNames().get(source.label(sample));
                    return of(source.id(sample), truth, predictions.answers().get(i));
                })
                .toList();
    }

    /** Returns whether the true class was answered; of a class that is not known to the classifier nothing is. */
    public boolean isRight() {
        return !unknown && answer.equals(trueClass);
    }
}
