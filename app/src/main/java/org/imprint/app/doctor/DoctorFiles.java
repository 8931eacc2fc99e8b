package org.imprint.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.app.output.Output;
import org.imprint.classifier.doctor.page.DiagnosisPage;
import org.imprint.classifier.doctor.page.PageOptions;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;
import org.imprint.vision.source.ExclusionList;
import picocli.CommandLine.Option;

/** What {@code imprint doctor} writes beside its report. */
final class DoctorFiles {

    @Output(Output.Kind.FILE)
    @Option(
            names = "--page",
            paramLabel = "FILE.html",
            description = "Write one HTML file with the images that the findings speak of, the worst first.")
    private Path page;

    @Output(value = Output.Kind.FILE, revises = "--exclude")
    @Option(
            names = "--fix",
            paramLabel = "FILE",
            description =
                    "Write the list that imprint fit --exclude takes: files that cannot be read or are cut off, blank images,"
                            + " exact duplicates but one, and what is byte for byte in the test images too. What is nearly the same, suspected labels"
                            + " and outliers are in it as remarks. Nothing is moved.")
    private Path fix;

    @Option(names = "--overwrite", description = "Replace files of --page and --fix that are there. Default: refuse.")
    private boolean overwrite;

    /** Refuses what cannot be meant, before anything is computed. */
    void require(boolean ofImages) {
        if (fix != null && !ofImages) {
            throw new ImprintException("--fix must go with images, was given with embeddings");
        }
        if (page != null
                && fix != null
                && page.toAbsolutePath().normalize().equals(fix.toAbsolutePath().normalize())) {
            throw new ImprintException("--page and --fix must be two files, were both " + page);
        }
        Stream.of(page, fix)
                .filter(f -> f != null && Files.exists(f) && !overwrite)
                .forEach(f -> {
                    throw new DataException(f + ": is there already; give --overwrite to replace it");
                });
    }

    /**
     * Writes the files that were asked for.
     *
     * @param excluded what was left out before it was looked for findings
     * @return a line for people for each
     */
    List<String> write(
            Examined examined, Examination examination, Optional<ExclusionList> excluded, Parallel parallel) {
        List<String> lines = new ArrayList<>();
        if (page != null) {
            List<String> notes = new ArrayList<>();
            examined.test().ifPresent(t -> notes.add("Test images: " + t + "."));
            examined.backbone().ifPresent(b -> notes.add("Embeddings are those of the backbone " + b + "."));
            if (!examined.leftOut().isEmpty()) {
                notes.add("Not looked at: " + examined.leftOut() + ".");
            }
            PageOptions options = PageOptions.of(examined.name(), examination::pixels, parallel)
                    .withNotes(notes);
            long bytes = DiagnosisPage.write(examined.diagnosis(), options, page);
            lines.add(page + ": page of the findings, " + Digits.bytes(bytes));
        }
        if (fix != null) {
            lines.add(new FixList(examined, excluded, fix).write());
        }
        return lines;
    }
}
