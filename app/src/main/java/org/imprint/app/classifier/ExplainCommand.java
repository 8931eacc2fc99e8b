package org.imprint.app.classifier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.FileAndImages;
import org.imprint.app.opened.LongWork;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.output.Output;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.Predictions;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.explain.ExplainOptions;
import org.imprint.classifier.explain.ExplainedImage;
import org.imprint.classifier.explain.ExplanationPage;
import org.imprint.classifier.explain.ExplanationSummary;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.core.Checks;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a page that shows why a classifier answers as it does. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Writes one HTML file that shows for each image the answer, its margin and the examples nearest to it.",
            "Images that cannot be read are named on standard error, and the exit code is 1."
        },
        footer = {"", "Example: imprint explain birds.imprint unseen -o why.html"})
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private FileAndImages asked;

    @Output(value = Output.Kind.FILE, replaces = ExplanationPage.MARK)
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.html",
            required = true,
            description = "Page to write; an earlier page is replaced, no other file.")
    private Path out;

    @Option(
            names = "--by-folder",
            description =
                    "The folder that an image lies in is its true class: the page begins with a confusion matrix whose"
                            + " cells open the images.")
    private boolean byFolder;

    @Option(
            names = "--nearest",
            paramLabel = "M",
            defaultValue = "5",
            description = "Examples that are shown beside each image, in [0, 20]. Default: ${DEFAULT-VALUE}.")
    private int nearest;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "Images that are shown at most, in [1, 1000]. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private BackboneArgument backbone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Checks.inRange("--nearest", nearest, 0, 20);
        Checks.inRange("--limit", limit, 1, 1000);
        try (OpenedClassifier opened = OpenedClassifier.toRead(asked.file(), backbone, EmbeddingCache.none())) {
            List<ExplainedImage> images = new ArrayList<>();
            List<BadImage> bad = new ArrayList<>();
            return new LongWork(spec, out + " was not written").run(progress -> ask(opened, images, bad), leftOut -> {
                bad.forEach(b -> spec.commandLine().getErr().println("imprint: " + b.reason()));
                if (!leftOut.isEmpty()) {
                    spec.commandLine().getErr().println(LeftOutReport.line(leftOut));
                }
                write(opened, images, bad);
                return bad.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
            });
        }
    }

    private LeftOut ask(OpenedClassifier opened, List<ExplainedImage> images, List<BadImage> bad)
            throws InterruptedException {
        return asked.each(
                (some, names) -> {
                    Predictions predictions = opened.images().predict(some, Progress.NONE);
                    for (int k = 0; k < predictions.samples().size(); k++) {
                        images.add(explained(
                                some.file(predictions.samples().get(k)),
                                predictions.answers().get(k)));
                    }
                    bad.addAll(predictions.bad());
                },
                (name, reason) -> bad.add(new BadImage(name, reason)));
    }

    private ExplainedImage explained(Path file, Prediction answer) {
        ExplainedImage image = ExplainedImage.of(file, answer);
        Path folder = file.toAbsolutePath().getParent().getFileName();
        return byFolder && folder != null ? image.withTrueClass(folder.toString()) : image;
    }

    private void write(OpenedClassifier opened, List<ExplainedImage> images, List<BadImage> bad) {
        if (images.isEmpty()) {
            throw new DataException(out + ": there must be an image that can be read to explain");
        }
        Thumbnails pictures = opened.contents().thumbnails();
        ExplainOptions options = ExplainOptions.of(opened.file().toString())
                .withNotes(bad.stream().map(BadImage::reason).toList())
                .withImages(limit)
                .withNearest(nearest)
                .withThumbnails(example -> pictures.find(example.digest()));
        ExplanationSummary page = ExplanationPage.write(images, options, out);
        spec.commandLine()
                .getOut()
                .println(out + ": " + Digits.count(page.shown(), "image")
                        + (page.leftOut() > 0 ? " shown, " + Digits.count(page.leftOut()) + " left out (--limit)" : "")
                        + ", " + Digits.bytes(page.bytes()));
    }
}
