package org.imprint.study.figure.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.paper.PaperGallery;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.PostHoc;

/** Figures from made-up data, to be looked at and to be checked all alike; {@link #main} writes them to a folder. */
final class FigureGallery {

    private FigureGallery() {}

    /** Writes all figures to the folder given as first argument. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, Figure> figure : all().entrySet()) {
            figure.getValue().write(Path.of(arguments[0]), figure.getKey());
        }
    }

    static Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        diagrams(figures);
        figures.putAll(PaperGallery.all());
        return figures;
    }

    private static void diagrams(Map<String, Figure> figures) {
        ComparisonOptions wilcoxon = ComparisonOptions.defaults();
        ComparisonOptions nemenyi = wilcoxon.withPostHoc(PostHoc.NEMENYI);
        figures.put(
                "cd-2", CdDiagram.of(HardDiagrams.made(2, 12, 0.1, wilcoxon)).figure());
        figures.put(
                "cd-7", CdDiagram.of(HardDiagrams.made(7, 30, 0.4, wilcoxon)).figure());
        figures.put(
                "cd-7-column",
                CdDiagram.of(HardDiagrams.made(7, 30, 0.4, wilcoxon)).figure(Figure.COLUMN));
        figures.put(
                "cd-nemenyi",
                CdDiagram.of(HardDiagrams.made(9, 30, 0.4, nemenyi)).figure());
        figures.put(
                "cd-40", CdDiagram.of(HardDiagrams.made(40, 48, 0.1, wilcoxon)).figure());
        figures.put("cd-20-equal", CdDiagram.of(HardDiagrams.twentyEqual()).figure());
        figures.put(
                "cd-20-equal-column", CdDiagram.of(HardDiagrams.twentyEqual()).figure(Figure.COLUMN));
        figures.put("cd-gaps", CdDiagram.of(HardDiagrams.gaps()).figure(Figure.COLUMN));
        figures.put(
                "cd-one-method",
                CdDiagram.of(HardDiagrams.made(1, 5, 1, wilcoxon)).figure(Figure.COLUMN));
        figures.put(
                "cd-one-block",
                CdDiagram.of(HardDiagrams.made(4, 1, 1, wilcoxon)).figure(Figure.COLUMN));
    }
}
