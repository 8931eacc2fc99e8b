package org.imprint.classifier.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.Predictions;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.ListedImages;
import org.imprint.vision.source.SampleSources;

/**
 * How well a classifier tells images of its classes from images of none.
 *
 * <pre>
 *   OpenSetEvaluation.of(birds, Path.of("test"), Path.of("no-birds")).estimates().get(OpenSetMeasure.AUROC);
 * </pre>
 *
 * <p>Images of its classes are the positives. Measures go by {@link Prediction#knownScore} alone, thresholds by what is refused.
 *
 * @param known how many images are of a class that the classifier knows
 * @param unknown how many are of none
 * @param estimates each measure with its 95 % interval from resamples
 * @param knownRefused how many of the known ones are taken for none of the classes
 * @param unknownRefused how many of the others are
 */
public record OpenSetEvaluation(
        int known, int unknown, Map<OpenSetMeasure, Estimate> estimates, int knownRefused, int unknownRefused) {

    /** Seed of resamples unless told otherwise. */
    private static final long SEED = 0;

    /** Copies the map. */
    public OpenSetEvaluation {
        estimates = Map.copyOf(estimates);
    }

    /**
     * Returns the evaluation of answers of one state of a classifier. Time O(n) for each resample.
     *
     * @param known for images of its classes, at least one
     * @param right whether the class of each is its label, as many
     * @param unknown for images of none of its classes, at least one
     * @throws ImprintException if there is none of either, or no example is left to hold images against
     */
    public static OpenSetEvaluation of(
            List<Prediction> known, boolean[] right, List<Prediction> unknown, Bootstrap bootstrap) {
        Checks.require(!known.isEmpty(), "images of known classes must be at least 1", 0);
        Checks.require(!unknown.isEmpty(), "images of no class must be at least 1", 0);
        return new OpenSetEvaluation(
                known.size(),
                unknown.size(),
                OpenSetScores.of(scores(known), right, scores(unknown)).estimates(bootstrap),
                refused(known),
                refused(unknown));
    }

    /**
     * Returns the evaluation of what a classifier answered for the images of two sources; of the first those count whose class it knows.
     *
     * @param source where the first come from, with their classes
     * @throws ImprintException as {@link #of(List, boolean[], List, Bootstrap)}
     */
    public static OpenSetEvaluation of(SampleSource source, Predictions answered, Predictions unknown) {
        List<Prediction> known = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int k = 0; k < answered.answers().size(); k++) {
            int i = answered.samples().get(k);
            Prediction answer = answered.answers().get(k);
            Judged judged = Judged.of(source.id(i), source.classNames().get(source.label(i)), answer);
            if (answer.state().find(judged.trueClass()).isPresent()) {
                known.add(answer);
                right.add(judged.answer().equals(judged.trueClass()));
            }
        }
        boolean[] labels = new boolean[right.size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = right.get(k);
        }
        return of(known, labels, unknown.answers(), Bootstrap.ofSeed(SEED));
    }

    /**
     * Asks a classifier for each image of two folders.
     *
     * @param known one sub-folder for each class; where it has train and test folders, those of test are asked for
     * @param unknown images of none of its classes, at any depth
     * @throws org.imprint.vision.data.DataException if there is nothing to read, or the backbone fails
     */
    public static OpenSetEvaluation of(ImageClassifier classifier, Path known, Path unknown)
            throws InterruptedException {
        try (SampleSource source = SampleSources.open(known, Split.TEST)) {
            ListedImages others = ListedImages.of("", List.of(unknown));
            return of(source, classifier.predict(source, Progress.NONE), classifier.predict(others, Progress.NONE));
        }
    }

    private static double[] scores(List<Prediction> answers) {
        return answers.stream().mapToDouble(Prediction::knownScore).toArray();
    }

    private static int refused(List<Prediction> answers) {
        return (int) answers.stream().filter(Prediction::isUnknown).count();
    }

    /** Returns the names of sub-folders in paths of images of no class that are classes of the classifier, which is likely a slip. */
    public static Set<String> sharedClasses(List<String> classNames, Path folder, ListedImages images) {
        Set<String> shared = new TreeSet<>();
        for (int i = 0; i < images.size(); i++) {
            Path below = folder.relativize(images.file(i));
            for (Path part : below.getNameCount() > 1 ? below.getParent() : Path.of("")) {
                if (classNames.contains(part.toString())) {
                    shared.add(part.toString());
                }
            }
        }
        return shared;
    }
}
