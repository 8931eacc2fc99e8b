package org.imprint.app.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.output.Output;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.classifier.export.WebPage;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Digits;
import org.imprint.core.unknown.ExampleDetector;
import org.imprint.core.unknown.KnownScore;
import org.imprint.vision.data.DataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a classifier as an ONNX file that runs without us. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a classifier as one ONNX file that any ONNX runtime can ask: preprocessing, backbone, proxies, thresholds.",
            "It takes RGB bytes of any size and gives class, scores and probabilities; imprint verify proves it."
        },
        footer = {"", "Example: imprint export birds.imprint -o birds.onnx"})
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Output(Output.Kind.FILE)
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.onnx",
            required = true,
            description = "File to write.")
    private Path out;

    @Option(names = "--head-only", description = "Without preprocessing and backbone: a file that takes embeddings.")
    private boolean headOnly;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--page",
            paramLabel = "DIR",
            description =
                    "Writes a page as well that classifies dropped images with the file in a browser. It says which files of npm's"
                            + " onnxruntime-web go beside it.")
    private Path page;

    @Option(names = "--overwrite", description = "Replace a file that is there. Default: refuse.")
    private boolean overwrite;

    @Mixin
    private BackboneArgument backbone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (Files.exists(out) && !overwrite) {
            throw new DataException(out + ": is there already; give --overwrite to replace it");
        }
        if (headOnly && page != null) {
            throw new ImprintException("--page needs a file that takes images, was given --head-only");
        }
        ExportedHead head;
        if (headOnly) {
            try (OpenedClassifier opened = OpenedClassifier.toRead(file.path())) {
                head = ExportedHead.of(opened.embeddings().state());
                OnnxExport.writeHead(out, head);
            }
        } else {
            try (OpenedClassifier opened = OpenedClassifier.toRead(file.path(), backbone, EmbeddingCache.none())) {
                head = ExportedHead.of(opened.embeddings().state());
                OnnxExport.write(out, head, opened.images().backbone());
            }
        }
        try {
            spec.commandLine().getOut().println(out + ": " + Digits.bytes(Files.size(out)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        head.detector().ifPresent(d -> spec.commandLine().getOut().println(out + ": " + held(d)));
        if (page != null) {
            WebPage.write(page, out);
            spec.commandLine()
                    .getOut()
                    .println(page + ": put beside it " + String.join(", ", WebPage.RUNTIME)
                            + " from node_modules/onnxruntime-web/dist, and start a web server there");
        }
        return 0;
    }

    /** What of the examples goes out with the file. */
    private static String held(ExampleDetector detector) {
        return (detector.score() == KnownScore.MAHALANOBIS
                        ? "holds means of classes and the covariance of all examples"
                        : "holds the embeddings of all examples")
                + ", to tell unknown images by " + detector.score().wireName()
                + "; with imprint fit --unknown-score proxy it does not";
    }
}
