package org.imprint.classifier.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Predictions;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.SampleSources;

/**
 * How good a classifier is on images whose classes are known.
 *
 * <pre>
 *   Evaluation test = Evaluation.of(birds, Path.of("test"));      // one folder per class
 *   test.accuracy();
 * </pre>
 *
 * <p>Accuracy, recall, precision and F1 are those of images whose class the classifier knows; an image taken for none of the classes
 * counts as not right. Images of other classes are in {@link #foreign} and {@link #cells} alone.
 *
 * @param n how many images have a class that is known
 * @param right how many of them got it for an answer
 * @param interval the 95 % interval of the accuracy
 * @param rightLabel how many of the n have their class for a label, refused or not: as right as if no answer were refused
 * @param unknown how many of the n were taken for none of the classes
 * @param classes the classes with images or answers, in the classifier's order
 * @param untested classes without images, in the classifier's order
 * @param foreign classes that the classifier does not know, in the order they came
 * @param cells what was answered for what, with the images: rows are true classes, those known first, columns answers, unknown last
 * @param bad images that could not be used and are not counted, each with the reason
 */
public record Evaluation(
        long n,
        long right,
        WilsonInterval interval,
        long rightLabel,
        long unknown,
        List<ClassScore> classes,
        List<String> untested,
        List<ForeignClass> foreign,
        List<ConfusionCell> cells,
        List<BadImage> bad) {

    /** Copies the lists. */
    public Evaluation {
        classes = List.copyOf(classes);
        untested = List.copyOf(untested);
        foreign = List.copyOf(foreign);
        cells = List.copyOf(cells);
        bad = List.copyOf(bad);
    }

    /**
     * Returns the evaluation of answers.
     *
     * @param classNames those that the classifier knows, in its order
     * @param judged answers beside the truth, of one state of the classifier
     * @throws org.imprint.core.ImprintException if there is no answer, or one that is no class of the classifier
     */
    public static Evaluation of(List<String> classNames, List<Judged> judged) {
        return new Judgement(classNames, judged).evaluation();
    }

    /**
     * Returns the evaluation of what a classifier answered for the images of a source, whose classes are the true ones.
     *
     * @throws org.imprint.core.ImprintException if there is no answer
     */
    public static Evaluation of(SampleSource source, Predictions predictions) {
        List<String> classNames = predictions.answers().isEmpty()
                ? List.of()
                : predictions.answers().get(0).state().classNames();
        return of(classNames, Judged.of(source, predictions)).with(predictions.bad());
    }

    /**
     * Asks a classifier for each image of a folder with one sub-folder per class, and judges the answers. Where the folder has train
     * and test folders, those of test are asked for.
     *
     * @throws org.imprint.vision.data.DataException if there is nothing to read, or the backbone fails
     */
    public static Evaluation of(ImageClassifier classifier, Path folder) throws InterruptedException {
        try (SampleSource source = SampleSources.open(folder, Split.TEST)) {
            return of(source, classifier.predict(source, Progress.NONE));
        }
    }

    private Evaluation with(List<BadImage> unusable) {
        return new Evaluation(n, right, interval, rightLabel, unknown, classes, untested, foreign, cells, unusable);
    }

    /** Returns right / n, in [0, 1]; NaN if no image has a class that is known. */
    public double accuracy() {
        return (double) right / n;
    }

    /** Returns the mean recall of the classes with images, each counting alike however many it has; NaN without any. */
    public double meanRecall() {
        return classes.stream()
                .filter(c -> c.n() > 0)
                .mapToDouble(ClassScore::recall)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Returns the cells of wrong answers between known classes, the most images first.
     *
     * @param most how many cells at most
     */
    public List<ConfusionCell> mostConfused(int most) {
        List<ConfusionCell> wrong = new ArrayList<>(cells.stream()
                .filter(c -> c.answer().isPresent() && !c.isRight() && isKnown(c.trueClass()))
                .toList());
        wrong.sort(Comparator.comparingInt(ConfusionCell::count).reversed()); // stable: ties in the order of cells
        return wrong.subList(0, Math.min(most, wrong.size()));
    }

    private boolean isKnown(String name) {
        return foreign.stream().noneMatch(f -> f.name().equals(name));
    }
}
