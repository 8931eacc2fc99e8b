package org.imprint.app.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.LongWork;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.output.Output;
import org.imprint.classifier.Predictions;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.evaluate.JudgedProbabilities;
import org.imprint.classifier.evaluate.ReliabilityFigure;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.NamedData;
import org.imprint.vision.embed.Progress;
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

    @Mixin
    private ExcludeOption exclude;

    @Output(Output.Kind.FILE)
    @Option(
            names = "--reliability",
            paramLabel = "FILE.svg",
            description =
                    "Figure to write: how often answers are right against how probable they are; one that is there is"
                            + " replaced.")
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
     */
    record Judgement(
            Evaluation evaluation, Optional<ProbabilityFigures> probabilities, Predictions predictions, int trained) {}

    /** Judges, and prints what came out; returns the exit code. */
    int run(boolean json) {
        if (data == null) {
            throw new ImprintException("imprint evaluate FILE needs --data PATH-or-NAME");
        }
        try (OpenedClassifier opened = OpenedClassifier.toRead(file, backbone, cache.cache(spec));
                SampleSource source = exclude.applyTo(new NamedData(data).open(split))) {
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
                        return judged.predictions().bad().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
                    });
        }
    }

    private static Judgement judge(OpenedClassifier opened, SampleSource source, Progress progress)
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
            trained += isExample(state, source, i) ? 1 : 0;
        }
        return new Judgement(
                Evaluation.of(state.classNames(), judged),
                JudgedProbabilities.of(judged, predictions.answers()),
                predictions,
                trained);
    }

    private static boolean isExample(ClassifierState state, SampleSource source, int i) {
        ContentDigest digest = source.digest(i);
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
        judged.predictions().bad().forEach(b -> spec.commandLine().getErr().println("imprint: " + b.reason()));
        if (judged.trained() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("imprint: warning: " + source.name() + ": " + Digits.count(judged.trained()) + " of "
                            + Digits.count(judged.predictions().samples().size(), "image")
                            + " are examples of the classifier; the accuracy is better than on new images");
        }
    }
}
