package org.imprint.study.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.text.Escapes;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.Appendix;

/** The figures of a gallery in the folder {@value #FOLDER} of an analysis, and in its index with their captions. */
public final class FigureAppendix implements Appendix {

    /** Where the figures are. */
    public static final String FOLDER = "figures";

    private static final List<String> FORMS = List.of("svg", "pdf", "png", "csv");

    private final Gallery gallery;
    private final Parallel parallel;
    private final CsvForm csv;

    /**
     * Makes the appendix; figures are drawn when it is written.
     *
     * @param parallel threads that draw
     * @param csv how their numbers are written
     */
    public FigureAppendix(Gallery gallery, Parallel parallel, CsvForm csv) {
        this.csv = csv;
        this.gallery = gallery;
        this.parallel = parallel;
    }

    @Override
    public String markdown() {
        StringBuilder out = new StringBuilder("\n## Figures\n");
        for (NamedFigure figure : gallery.figures()) {
            String title = Escapes.markdown(figure.figure().title());
            String links = FORMS.stream()
                    .map(form -> "[" + form + "](" + file(figure, form) + ")")
                    .collect(Collectors.joining(", "));
            out.append("\n### ").append(title).append("\n\n");
            out.append("![")
                    .append(title)
                    .append("](")
                    .append(file(figure, "svg"))
                    .append(")\n\n");
            out.append(Escapes.markdown(figure.figure().caption()))
                    .append("\n\nFiles: ")
                    .append(links);
            out.append('\n');
        }
        if (!gallery.leftOut().isEmpty()) {
            out.append("\nNot drawn:\n\n");
            gallery.leftOut()
                    .forEach(sentence ->
                            out.append("- ").append(Escapes.markdown(sentence)).append('\n'));
        }
        return out.toString();
    }

    private static String file(NamedFigure figure, String form) {
        return FOLDER + "/" + figure.name() + "." + form;
    }

    @Override
    public List<Path> write(Path folder) throws IOException {
        List<NamedFigure> figures = gallery.figures();
        List<List<Path>> written = new ArrayList<>(Collections.nCopies(figures.size(), List.of()));
        Path target = folder.resolve(FOLDER);
        try {
            parallel.forEach(figures.size(), i -> written.set(i, write(figures.get(i), target)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written.stream().flatMap(List::stream).map(folder::relativize).toList();
    }

    private List<Path> write(NamedFigure figure, Path target) {
        try {
            return figure.figure().write(target, figure.name(), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
