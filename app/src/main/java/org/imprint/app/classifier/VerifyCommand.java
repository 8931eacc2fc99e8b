package org.imprint.app.classifier;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.output.LeftOutReport;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.verify.FileProof;
import org.imprint.classifier.verify.Verdict;
import org.imprint.classifier.verify.Verification;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.source.ListedImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves a classifier's file, or an exported one. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that a classifier or an exported file answers here as it did where it was written.",
            "It carries drawn images for that. An exported file can be held to the classifier that it is from as well, on images"
                    + " of yours (--classifier, --data).",
            "The exit code is 1 if something differs, or if an image cannot be read; the others are asked all the same."
        },
        footer = {
            "",
            "Examples:",
            "  imprint verify birds.imprint",
            "  imprint verify birds.onnx",
            "  imprint verify birds.onnx --classifier birds.imprint --data test"
        })
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Classifier, or FILE.onnx that imprint export has written.")
    private Path file;

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description = "Classifier that it should have been exported from; needs --data.")
    private Path classifier;

    @Option(
            names = "--data",
            paramLabel = "IMAGE-or-DIR",
            description = "Images, or folders of images, to ask both; needs --classifier.")
    private Path data;

    @Mixin
    private BackboneArgument backbone;

    @Spec
    private CommandSpec spec;

    private boolean hasBadImages;

    @Override
    public Integer call() {
        if ((classifier == null) != (data == null)) {
            throw new ImprintException(
                    "--classifier and --data go together, was only " + (data == null ? "--classifier" : "--data"));
        }
        if (classifier != null) {
            return tell(against());
        }
        return tell(isExported() ? Verification.golden(file) : itself());
    }

    private boolean isExported() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private Verdict itself() {
        try (OpenedClassifier opened = OpenedClassifier.toRead(file, backbone, EmbeddingCache.none())) {
            return FileProof.of(
                    file,
                    opened.contents(),
                    opened.embeddings(),
                    opened.images().backbone());
        }
    }

    private Verdict against() {
        try (OpenedClassifier opened = OpenedClassifier.toRead(classifier, backbone, EmbeddingCache.none());
                SampleSource listed = ListedImages.of("", List.of(data));
                SampleSource images = SubsetSource.of(listed, readable(listed))) {
            return Verification.against(
                    file,
                    ExportedHead.of(opened.embeddings().state()),
                    opened.images().backbone(),
                    images);
        }
    }

    /** Decodes each image once to find those that cannot be, and names them. */
    private int[] readable(SampleSource listed) {
        PrintWriter err = spec.commandLine().getErr();
        if (!listed.leftOut().isEmpty()) {
            err.println(LeftOutReport.line(listed.leftOut()));
        }
        int[] rows = IntStream.range(0, listed.size())
                .filter(i -> isReadable(listed, i, err))
                .toArray();
        hasBadImages = rows.length < listed.size();
        if (rows.length == 0) {
            throw new DataException(data + ": must hold at least one image that can be read, was without");
        }
        return rows;
    }

    private static boolean isReadable(SampleSource listed, int i, PrintWriter err) {
        try {
            listed.image(i);
            return true;
        } catch (DataException e) {
            err.println("imprint: " + e.getMessage());
            return false;
        }
    }

    private int tell(Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(verdict.file() + ": " + Digits.count(verdict.agreeing()) + " of "
                + Digits.count(verdict.asked()) + " answers agree; largest difference of a score "
                + String.format(Locale.ROOT, "%.2g", verdict.largestDifference())
                + verdict.worst().map(w -> ", of " + w).orElse(""));
        verdict.differences().forEach(d -> out.println("  " + d.what()));
        return verdict.isProven() && !hasBadImages ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
