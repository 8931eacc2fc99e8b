package org.imprint.app.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.app.labelled.LabelledKind;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.LongWork;
import org.imprint.app.option.ExcludeOption;
import org.imprint.app.option.FalseReject;
import org.imprint.app.process.Workers;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.source.ExclusionList;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what is wrong with a set of images. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for what is wrong with images in one sub-folder for each class: duplicates, images in two classes or in the"
                    + " test images as well, labels that look wrong, outliers, classes that are hard to tell apart, small classes.",
            "Each finding has a score in [0, 1], a reason and what to do about it. Nothing is moved or changed.",
            "The exit code is 1 if something is flagged, 0 if nothing is."
        },
        footer = {
            "",
            "Examples:",
            "  imprint doctor birds",
            "  imprint doctor birds --test birds-test --json",
            "  imprint doctor birds --page findings.html --fix exclude.txt",
            "  imprint doctor birds --exclude exclude.txt",
            "  imprint doctor birds --only exact-duplicate,few-examples"
        })
public final class DoctorCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DIR-or-FILE",
            description =
                    "Folder with one sub-folder for each class, or what else imprint embed takes as --data; or, for what"
                            + " embeddings tell alone, an embeddings file (.h5) or a classifier that keeps its examples (.imprint).")
    private Path data;

    @Option(
            names = "--test",
            paramLabel = "DIR-or-FILE",
            description =
                    "Test images of the same classes, of the same kind as DIR-or-FILE: those that were learned as well are"
                            + " found (leakage). --exclude leaves out none of them.")
    private Path test;

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description =
                    "For images: installed backbone, or FILE.onnx with FILE.json beside it. Default: the one that is"
                            + " installed.")
    private String backbone;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Look for these kinds alone, such as wrong-label,outlier; without any that embeddings tell, images are"
                            + " not embedded. Default: all.")
    private List<FindingKind> only = List.of();

    @Option(
            names = "--false-reject",
            paramLabel = "ALPHA",
            defaultValue = "0.05",
            description =
                    "The share of known images that thresholds may reject, in (0, 0.5]: classes with fewer than ⌈1/α⌉ − 1"
                            + " images, which a threshold of their own takes, are told. Default: ${DEFAULT-VALUE}.")
    private FalseReject falseReject;

    @Mixin
    private ExcludeOption exclude;

    @Mixin
    private CacheOption cache;

    @Mixin
    private DoctorFiles files;

    @Option(names = "--json", description = "Print one JSON object with all findings.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Set<FindingKind> wanted = wanted();
        boolean ofImages = LabelledKind.of(data) == LabelledKind.IMAGES;
        files.require(ofImages);
        if (!ofImages && backbone != null) {
            throw new ImprintException("--backbone must go with images, was given with " + data);
        }
        if (!ofImages) {
            exclude.requireNoneWith(data);
        }
        if (test != null && (LabelledKind.of(test) == LabelledKind.IMAGES) != ofImages) {
            throw new ImprintException(
                    "--test must be " + (ofImages ? "images" : "embeddings") + " as " + data + " is, was " + test);
        }
        try (Workers workers = new Workers(Workers.available())) {
            if (!ofImages) {
                Examination rows =
                        new RowExamination(data, Optional.ofNullable(test), falseReject.alpha(), workers.parallel());
                return run(rows, wanted, Optional.empty(), workers.parallel());
            }
            Optional<ExclusionList> excluded = exclude.list();
            try (ImageExamination images = new ImageExamination(
                    data,
                    excluded,
                    Optional.ofNullable(test),
                    Optional.ofNullable(backbone),
                    cache.cache(spec),
                    falseReject.alpha(),
                    workers.parallel())) {
                return run(images, wanted, excluded, workers.parallel());
            }
        }
    }

    private Set<FindingKind> wanted() {
        if (only.isEmpty()) {
            Set<FindingKind> all = EnumSet.allOf(FindingKind.class);
            if (test == null) {
                all.remove(FindingKind.LEAKAGE);
            }
            return all;
        }
        if (only.contains(FindingKind.LEAKAGE) && test == null) {
            throw new ImprintException("--only leakage must go with --test, was given without");
        }
        return EnumSet.copyOf(only);
    }

    private int run(
            Examination examination, Set<FindingKind> wanted, Optional<ExclusionList> excluded, Parallel parallel) {
        return new LongWork(spec, "nothing was written; what was embedded is kept for the next time")
                .run(progress -> examination.examine(wanted, progress), examined -> {
                    List<String> written = files.write(examined, examination, excluded, parallel);
                    return tell(examined, written);
                });
    }

    private int tell(Examined examined, List<String> written) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            DiagnosisJson.print(examined, out);
            written.forEach(line -> spec.commandLine().getErr().println("imprint: " + line));
        } else {
            new DiagnosisLines(examined).lines().forEach(out::println);
            if (!written.isEmpty()) {
                out.println();
                written.forEach(out::println);
            }
        }
        return examined.diagnosis().flagged() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
