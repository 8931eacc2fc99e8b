package org.imprint.app.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.LongWork;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.output.Output;
import org.imprint.classifier.Predictions;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.evaluate.JudgedProbabilities;
import org.imprint.classifier.evaluate.OpenSetEvaluation;
import org.imprint.classifier.evaluate.ReliabilityFigure;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.ListedImages;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The way of a classifier: asks it for each image of a folder with one sub-folder for each class. */
final class ClassifierEvaluation {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Classifier, as imprint fit writes it.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "PATH-or-NAME",
            description = "Images for FILE: one sub-folder for each class, or a data set of the paper.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "train, test or val, where --data has several. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--open-set",
            paramLabel = "DIR",
            description =
                    "Images of none of the classes, at any depth: tells how well they are told from those of --data.")
    private Path openSet;

    @Mixin
    private ExcludeOption exclude;

    @Output(value = Output.Kind.FILE, replaces = ReliabilityFigure.MARK)
    @Option(
            names = "--reliability",
            paramLabel = "FILE.svg",
            description =
                    "Figure to write: how often answers are right against how probable they are; an earlier figure is"
                            + " replaced, no other file.")
    private Path reliability;

    @Mixin
    private BackboneArgument backbone;

    @Mixin
    private CacheOption cache;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    boolean isAsked() {
        return file != null;
    }

    /**
     * What was found out.
     *
     * @param probabilities of images of known classes; empty if there are none
     * @param trained how many of the images are examples of the classifier
     * @param openSet of images of no class, if any were given
     */
    record Judgement(
            Evaluation evaluation,
            Optional<ProbabilityFigures> probabilities,
            Predictions predictions,
            int trained,
            Optional<OpenSetReport> openSet) {

        /** Returns when the classifier takes an answer for none of its classes. */
        Optional<Rejection> rejection() {
            return predictions.answers().get(0).state().settings().certainty().rejection();
        }
    }

    /** Judges, and prints what came out; returns the exit code. */
    int run(boolean json) {
        if (data == null) {
            throw new ImprintException("imprint evaluate FILE needs --data PATH-or-NAME");
        }
        Checks.require(
                reliability == null || reliability.toString().endsWith(".svg"),
                "--reliability must end with .svg, which is what is written",
                reliability);
        try (OpenedClassifier opened = OpenedClassifier.toRead(file, backbone, cache.cache(spec));
                SampleSource source = ExcludeOption.without(exclude.list(), new NamedData(data).open(split))) {
            EvaluationReport report = new EvaluationReport(opened.file(), source);
            return new LongWork(spec, "nothing was written")
                    .run(progress -> judge(opened, source, progress), judged -> {
                        tell(judged, source);
                        draw(judged, source);
                        if (json) {
                            report.printJsonTo(spec.commandLine().getOut(), judged);
                        } else {
                            report.printTo(spec.commandLine().getOut(), judged);
                        }
                        boolean isWhole = judged.predictions().bad().isEmpty()
                                && judged.openSet().stream()
                                        .allMatch(o -> o.bad().isEmpty());
                        return isWhole ? ExitCode.OK : ExitCode.SOFTWARE;
                    });
        }
    }

    private Judgement judge(OpenedClassifier opened, SampleSource source, Progress progress)
            throws InterruptedException {
        ClassifierState state = opened.embeddings().state();
        Predictions predictions = opened.images().predict(source, progress);
        if (predictions.samples().isEmpty()) {
            throw new DataException(source.name() + ": no image can be used, such as: "
                    + predictions.bad().get(0).reason());
        }
        List<Judged> judged = new ArrayList<>();
        int trained = 0;
        for (int k = 0; k < predictions.samples().size(); k++) {
            int i = predictions.samples().get(k);
            String truth = source.classNames().get(source.label(i));
            judged.add(Judged.of(source.id(i), truth, predictions.answers().get(k)));
            trained += isExample(state, source.digest(i)) ? 1 : 0;
        }
        Optional<OpenSetReport> others =
                openSet == null ? Optional.empty() : Optional.of(openSet(opened, source, predictions, progress));
        return new Judgement(
                Evaluation.of(state.classNames(), judged),
                JudgedProbabilities.of(judged, predictions.answers()),
                predictions,
                trained,
                others);
    }

    private OpenSetReport openSet(
            OpenedClassifier opened, SampleSource source, Predictions predictions, Progress progress)
            throws InterruptedException {
        ClassifierState state = opened.embeddings().state();
        ListedImages images = ListedImages.of("", List.of(openSet));
        Predictions others = opened.images().predict(images, progress);
        if (others.samples().isEmpty()) {
            throw new DataException(openSet + ": no image can be used, such as: "
                    + others.bad().get(0).reason());
        }
        warnOfShared(digests(source, predictions), digests(images, others), source.name(), state);
        warnOfNames(state, images);
        return new OpenSetReport(
                openSet,
                state.calibration().known(),
                state.classes().stream().anyMatch(c -> c.threshold().isPresent()),
                OpenSetEvaluation.of(source, predictions, others),
                others.bad());
    }

    private static List<ContentDigest> digests(SampleSource source, Predictions predictions) {
        return predictions.samples().stream().map(source::digest).toList();
    }

    /** Images that are in both would be known and unknown at once. */
    private void warnOfShared(
            List<ContentDigest> known, List<ContentDigest> others, String source, ClassifierState state) {
        Set<ContentDigest> distinct = new HashSet<>(known);
        long shared = others.stream()
                .filter(d -> distinct.contains(d) || isExample(state, d))
                .count();
        if (shared > 0) {
            warn(openSet + ": " + Digits.count(shared) + " of " + Digits.count(others.size(), "image")
                    + " are of the known classes as well, as examples or in " + source);
        }
    }

    private void warnOfNames(ClassifierState state, ListedImages images) {
        Set<String> names = OpenSetEvaluation.sharedClasses(state.classNames(), openSet, images);
        if (!names.isEmpty()) {
            warn(openSet + ": has folders named as classes of the classifier: " + String.join(", ", names));
        }
    }

    private void warn(String what) {
        spec.commandLine().getErr().println("imprint: warning: " + what);
    }

    private static boolean isExample(ClassifierState state, ContentDigest digest) {
        return state.classes().stream().anyMatch(c -> c.examples().find(digest).isPresent());
    }

    private void draw(Judgement judged, SampleSource source) {
        if (reliability != null) {
            ReliabilityFigure figure = judged.probabilities()
                    .map(p -> new ReliabilityFigure(p.reliability(), source.name()))
                    .orElseThrow(() -> new DataException(
                            source.name() + ": no image has a class of the classifier, for --reliability"));
            figure.write(reliability);
        }
    }

    private void tell(Judgement judged, SampleSource source) {
        Stream.concat(
                        judged.predictions().bad().stream(),
                        judged.openSet().stream().flatMap(o -> o.bad().stream()))
                .forEach(b -> spec.commandLine().getErr().println("imprint: " + b.reason()));
        if (judged.trained() > 0) {
            warn(source.name() + ": " + Digits.count(judged.trained()) + " of "
                    + Digits.count(judged.predictions().samples().size(), "image")
                    + " are examples of the classifier; the accuracy is better than on new images");
        }
    }
}
