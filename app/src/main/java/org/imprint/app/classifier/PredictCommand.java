package org.imprint.app.classifier;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.imprint.app.classifier.answer.AnswerOptions;
import org.imprint.app.classifier.answer.AnswerWriter;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.FileAndImages;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.output.LeftOutReport;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.Predictions;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.ListedImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers images by a classifier. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Answers images by a classifier.",
            "Images that cannot be read are named on standard error, and the exit code is 1."
        },
        footer = {
            "",
            "Examples:",
            "  imprint predict birds.imprint unseen.jpg",
            "  imprint predict birds.imprint photos --format csv",
            "  find . -name \"*.jpg\" | imprint predict birds.imprint - --json"
        })
public final class PredictCommand implements Callable<Integer> {

    @Mixin
    private FileAndImages asked;

    @Mixin
    private AnswerOptions answers;

    @Mixin
    private BackboneArgument backbone;

    @Spec
    private CommandSpec spec;

    private boolean failed;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (OpenedClassifier opened = OpenedClassifier.toRead(asked.file(), backbone, EmbeddingCache.none())) {
            AnswerWriter writer = answers.writer(
                    spec.commandLine().getOut(),
                    opened.contents().state().settings().certainty());
            LeftOut leftOut = asked.each(
                    (some, names) -> answer(some, names, opened.images(), writer),
                    (name, reason) -> fail(name, reason, writer));
            if (!leftOut.isEmpty()) {
                err.println(LeftOutReport.line(leftOut));
            }
        }
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void answer(ListedImages some, List<Path> names, ImageClassifier classifier, AnswerWriter writer)
            throws InterruptedException {
        Predictions predictions = classifier.predict(some, Progress.NONE);
        Map<String, Prediction> answers = new HashMap<>();
        for (int k = 0; k < predictions.samples().size(); k++) {
            answers.put(
                    some.id(predictions.samples().get(k)), predictions.answers().get(k));
        }
        Map<String, String> reasons =
                predictions.bad().stream().collect(Collectors.toMap(BadImage::id, BadImage::reason));
        for (Path name : names) {
            Prediction answer = answers.get(name.toString());
            if (answer == null) {
                fail(name.toString(), reasons.get(name.toString()), writer);
            } else {
                writer.answer(name.toString(), answer);
            }
        }
    }

    private void fail(String image, String reason, AnswerWriter writer) {
        failed = true;
        writer.failure(image, reason);
        spec.commandLine().getErr().println("imprint: " + reason);
    }
}
