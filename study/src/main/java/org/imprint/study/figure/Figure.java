package org.imprint.study.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.canvas.Drawing;
import org.imprint.study.figure.canvas.Label;
import org.imprint.vision.file.AtomicFile;

/**
 * A figure that is drawn once and written as SVG, PDF and PNG, with its numbers as CSV.
 *
 * @param title short, not drawn: the title of the SVG and the PDF
 * @param caption what is shown and of how many, in a sentence or two
 * @param width in points
 * @param height in points
 * @param drawing draws it
 * @param table the numbers drawn
 */
public record Figure(String title, String caption, double width, double height, Drawing drawing, FigureTable table) {

    /** Width of a column of a paper, 8.5 cm, in points. */
    public static final double COLUMN = 241;

    /** Width of a page of a paper, 17.5 cm, in points. */
    public static final double PAGE = 496;

    private static final double LARGEST = 14_400;

    /** Checks the size. */
    public Figure {
        Checks.inRange("figure.width", width, 1, LARGEST);
        Checks.inRange("figure.height", height, 1, LARGEST);
    }

    /** Returns this figure with another title. */
    public Figure withTitle(String other) {
        return new Figure(other, caption, width, height, drawing, table);
    }

    /** Returns this figure with another caption. */
    public Figure withCaption(String other) {
        return new Figure(title, other, width, height, drawing, table);
    }

    /** Returns the figure as an SVG document; text stays text. */
    public String svg() {
        return SvgFile.of(this);
    }

    /** Returns the figure as a PDF of one page; text stays text, the font is embedded. */
    public byte[] pdf() {
        return PdfFile.of(this);
    }

    /** Returns the figure as a PNG of 288 dots per inch. */
    public byte[] png() {
        return PngFile.of(this);
    }

    /** Returns every text of the figure and its place. */
    public List<Label> labels() {
        return PngFile.labels(this);
    }

    /** Writes the four files of {@link #write(Path, String, CsvForm)}, the numbers as they are. */
    public List<Path> write(Path folder, String name) throws IOException {
        return write(folder, name, CsvForm.EXACT);
    }

    /**
     * Writes {@code name.svg}, {@code name.pdf}, {@code name.png} and {@code name.csv}, replacing those that are there.
     *
     * <p>Each file appears whole or not at all. Makes the folder if there is none.
     *
     * @param name letters, digits, dots, hyphens and underscores
     * @param csv how the numbers are written
     * @return the files, in that order
     * @throws IOException if one cannot be written, naming it
     */
    public List<Path> write(Path folder, String name, CsvForm csv) throws IOException {
        Checks.require(
                name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"),
                "the name of a figure must be letters, digits, dots, hyphens and underscores",
                "'" + name + "'");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("svg", svg().getBytes(StandardCharsets.UTF_8));
        files.put("pdf", pdf());
        files.put("png", png());
        files.put("csv", table.csv(csv).getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(name + "." + file.getKey());
            replace(path, file.getValue());
            written.add(path);
        }
        return written;
    }

    /** Gives a file its content, all or nothing. */
    static void replace(Path path, byte[] content) throws IOException {
        AtomicFile.write(path, content);
    }
}
