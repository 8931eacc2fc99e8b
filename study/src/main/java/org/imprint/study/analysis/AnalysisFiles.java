package org.imprint.study.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.table.Table;
import org.imprint.study.analysis.table.TableFormat;
import org.imprint.vision.file.Folders;

/**
 * Writes an analysis into a folder: an index, each table as text, Markdown, LaTeX and CSV, and what else belongs to it.
 *
 * <p>Files are made in a temporary folder inside the target and moved one by one when all are there: no reader meets half a file,
 * and whatever goes wrong before leaves the target as it was. Files of other names are left alone.
 */
public final class AnalysisFiles {

    /** The index. */
    public static final String INDEX = "README.md";

    private final Analysis analysis;
    private final Choice choice;
    private final Map<String, String> files = new LinkedHashMap<>();

    /**
     * What is written, and how.
     *
     * @param medians whether to write the median of every cell, too
     * @param csv how CSV is written
     */
    public record Choice(boolean medians, CsvForm csv) {

        /** Returns the choice of no medians, and of CSV as it is. */
        public static Choice standard() {
            return new Choice(false, CsvForm.EXACT);
        }
    }

    private AnalysisFiles(Analysis analysis, Choice choice) {
        this.analysis = analysis;
        this.choice = choice;
    }

    /**
     * Writes all files.
     *
     * @param source where the runs are from, in one sentence, for the index
     * @param choice what is written besides the tables, and how
     * @param folder made if it does not exist
     * @return the files, the index first
     * @throws UncheckedIOException if the folder cannot be made or written to
     */
    public static List<Path> write(Analysis analysis, String source, Choice choice, Path folder) {
        return write(analysis, source, choice, Appendix.none(), folder);
    }

    /** Writes all files, those of an appendix last. */
    public static List<Path> write(Analysis analysis, String source, Choice choice, Appendix appendix, Path folder) {
        AnalysisFiles files = new AnalysisFiles(analysis, choice);
        files.render(source, appendix);
        try {
            return files.move(appendix, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void render(String source, Appendix appendix) {
        files.put(INDEX, AnalysisIndex.of(analysis, source, choice.medians(), appendix));
        AnalysisTables tables = AnalysisTables.of(analysis);
        for (Ranking ranking : analysis.rankings()) {
            RankingTables written = RankingTables.of(ranking, analysis.medians());
            everyForm(written.best());
            csv(written.all());
            written.pairs().ifPresent(this::everyForm);
        }
        everyForm(tables.runTimes());
        csv(tables.seeds());
        csv(tables.leftOut());
        if (choice.medians()) {
            csv(tables.medians());
        }
    }

    private void everyForm(Table table) {
        for (TableFormat format : TableFormat.values()) {
            if (format != TableFormat.CSV) {
                files.put(table.name() + "." + format.wireName(), format.write(table));
            }
        }
        csv(table);
    }

    private void csv(Table table) {
        files.put(table.name() + "." + TableFormat.CSV.wireName(), TableFormat.csv(table, choice.csv()));
    }

    private List<Path> move(Appendix appendix, Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Files.createDirectories(target);
        // A folder and no AtomicFile: a figure that cannot be drawn must leave the tables of an earlier analysis as
        // they were.
        Path temporary = Files.createTempDirectory(target, ".analysis");
        try {
            List<Path> made = new ArrayList<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(temporary.resolve(file.getKey()), file.getValue(), folder.resolve(file.getKey()));
                made.add(Path.of(file.getKey()));
            }
            Path besides = Files.createDirectory(temporary.resolve("appendix"));
            List<Path> more = appendix.write(besides);
            for (Path file : more) {
                Files.createDirectories(target.resolve(file).getParent());
            }
            move(made, temporary, target);
            move(more, besides, target);
            return Stream.concat(made.stream(), more.stream())
                    .map(folder::resolve)
                    .toList();
        } finally {
            Folders.delete(temporary);
        }
    }

    /** A full disk names no file by itself. */
    private static void write(Path file, String text, Path name) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be written", e);
        }
    }

    private static void move(List<Path> files, Path from, Path to) throws IOException {
        for (Path file : files) {
            Files.move(
                    from.resolve(file),
                    to.resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
