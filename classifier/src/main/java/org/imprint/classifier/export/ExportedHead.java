package org.imprint.classifier.export;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.unknown.ExampleDetector;
import org.imprint.core.unknown.KnownScoreChoice;

/**
 * What of a classifier goes into an exported file, the backbone apart.
 *
 * @param classNames C different names, in class order
 * @param proxies one matrix [k_c, d] for each class, NORMpost done; not written to
 * @param norm NORMinf: none or L2
 * @param aggregation AGG: the largest inner product, or a vote of the nearest proxies by cosine or Euclidean distance
 * @param chances what turns scores into probabilities and sets
 * @param thresholds for each class the score below which its answer is "unknown"; empty where nothing is unknown
 * @param recipe what made the proxies, in words for people
 * @param known what is held against the thresholds
 * @param detector of the examples that go into the file, where {@code known} asks for them
 */
public record ExportedHead(
        List<String> classNames,
        List<FloatMatrix> proxies,
        RowNormalization norm,
        Aggregation aggregation,
        Calibration chances,
        Optional<List<Float>> thresholds,
        String recipe,
        KnownScoreChoice known,
        Optional<ExampleDetector> detector) {

    /** As the whole, where the score of the answered class is held against the thresholds. */
    public ExportedHead(
            List<String> classNames,
            List<FloatMatrix> proxies,
            RowNormalization norm,
            Aggregation aggregation,
            Calibration chances,
            Optional<List<Float>> thresholds,
            String recipe) {
        this(
                classNames,
                proxies,
                norm,
                aggregation,
                chances,
                thresholds,
                recipe,
                KnownScoreChoice.NONE,
                Optional.empty());
    }

    /** Checks that names, proxies and thresholds are of the same classes, and that the file's operators can carry out NORMinf and AGG. */
    public ExportedHead {
        classNames = List.copyOf(classNames);
        proxies = List.copyOf(proxies);
        thresholds = thresholds.map(List::copyOf);
        int c = classNames.size();
        Checks.require(c >= 1, "exported classes must be at least 1", c);
        Checks.require(
                new LinkedHashSet<>(classNames).size() == c, "exported classes must have different names", classNames);
        Checks.require(proxies.size() == c, "exported classes with proxies must be " + c, proxies.size());
        thresholds.ifPresent(t -> {
            Checks.require(t.size() == c, "exported thresholds must be " + c + ", one for each class", t.size());
            t.forEach(v -> Checks.require(!v.isNaN(), "an exported threshold must be a number", v));
        });
        if (!(norm instanceof NoNorm || norm instanceof L2Norm)) {
            throw new ImprintException("NORMinf of an exported classifier must be none or l2, was " + norm.wireName());
        }
        vote(aggregation);
        Checks.require(
                detector.isPresent() == known.score().needsExamples(),
                "exported examples must be there where the score needs them, "
                        + known.score().wireName(),
                detector.isPresent());
    }

    /** Returns what is to be exported of a classifier. @throws ImprintException if it has no class, or operators cannot carry it out */
    public static ExportedHead of(ClassifierState state) {
        Head head = state.head();
        List<FloatMatrix> proxies =
                IntStream.range(0, head.classes()).mapToObj(head::proxiesOf).toList();
        boolean rejects = state.classes().stream().anyMatch(c -> c.threshold().isPresent());
        KnownScoreChoice known = rejects ? state.calibration().known() : KnownScoreChoice.NONE;
        Optional<ExampleDetector> detector = rejects ? state.detector(Parallel.serial()) : Optional.empty();
        List<Float> thresholds = state.classes().stream()
                .map(c -> notBelow(c.threshold().map(Threshold::value).orElse(Double.NEGATIVE_INFINITY)))
                .toList();
        return new ExportedHead(
                state.classNames(),
                proxies,
                head.queryNorm(),
                head.aggregation(),
                state.calibration().with(KnownScoreChoice.NONE).withSets(state.sets()),
                rejects ? Optional.of(thresholds) : Optional.empty(),
                RecipeWords.of(state.settings()),
                known,
                detector);
    }

    /** Returns the smallest float that is not below a threshold: a score, which is a float, is below the one where it is below the other. */
    static float notBelow(double threshold) {
        float near = (float) threshold;
        return near < threshold ? Math.nextUp(near) : near;
    }

    /** Returns the head whose answers the file must give. */
    public Head head() {
        return Head.of(proxies, norm, aggregation, Semantics.CORRECTED, Optional.empty());
    }

    /** Returns C. */
    public int classes() {
        return classNames.size();
    }

    /** Returns d. */
    public int dim() {
        return proxies.get(0).cols();
    }

    /** Returns the vote that is carried out, or empty for the largest inner product. */
    Optional<NearestVote> vote() {
        return vote(aggregation);
    }

    private static Optional<NearestVote> vote(Aggregation aggregation) {
        if (aggregation instanceof MaxInnerProduct) {
            return Optional.empty();
        }
        if (aggregation instanceof InnerProductVote asked) {
            return Optional.of(asked.asVote());
        }
        NearestVote vote = aggregation instanceof NearestProxy nearest ? nearest.asVote() : null;
        if (aggregation instanceof NearestVote asked) {
            vote = asked;
        }
        if (vote == null || vote.metric() != Metric.COSINE && vote.metric() != Metric.EUCLIDEAN) {
            throw new ImprintException(
                    "AGG of an exported classifier must be max, or mnn by cosine or euclidean distance, was "
                            + aggregation.wireName() + " by " + aggregation.distance());
        }
        return Optional.of(vote);
    }
}
