package org.imprint.study.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imprint.vision.file.AtomicFile;

/**
 * Writes what a result store holds as one self-contained HTML file.
 *
 * <p>Aggregated cells (the median over seeds of each configuration on each group) are read when the page opens; the runs of a
 * group only when one of its cells is opened. Accuracies are kept exactly, as right answers of rows; weighted F1 to a
 * ten-thousandth, F1 of a class to a thousandth, times to 0.12 %. Equal sources give equal files.
 *
 * <p>Time O(N log N) for N runs, memory about 150 bytes a run and the file.
 */
public final class Report {

    private Report() {}

    /**
     * Writes the report; a file that is there already is replaced at the end, in one step.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static ReportSummary write(ReportSource source, Path file) {
        return write(source, file, Blocks.MOST_DETAILS);
    }

    static ReportSummary write(ReportSource source, Path file, long mostDetails) {
        RunTable table = RunTable.of(source.runs());
        List<MedianCell> cells = MedianCell.of(table);
        Blocks blocks = new Blocks(table);
        blocks.addCells(cells);
        blocks.addFailures();
        blocks.addJson("reasons", table.reasons());
        blocks.addJson("published", PublishedTexts.of(table));
        blocks.addRuns(mostDetails);
        blocks.addJson("facts", Facts.of(source, table, cells));
        long bytes = write(file, Page.html("Imprint report: " + source.name(), blocks.byName()));
        return new ReportSummary(
                table.count(CompactRun.DONE),
                table.count(CompactRun.EQUAL),
                table.count(CompactRun.FAILED),
                bytes,
                blocks.hasClassScores(),
                blocks.hasSteps());
    }

    private static long write(Path file, String html) {
        Path folder = file.toAbsolutePath().getParent();
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(file, bytes);
            return bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    Files.isDirectory(file)
                            ? new FileSystemException(file.toString(), null, "is a folder, and a report is a file")
                            : e);
        }
    }
}
