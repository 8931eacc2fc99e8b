package org.imprint.study.reproduce.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.paper.EmbeddingMap;
import org.imprint.study.figure.paper.PaperFigures;
import org.imprint.study.gallery.NamedFigure;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;

/** A map of the training embeddings of one class of merged data sets, coloured by the data set that each is from. */
public final class SourceMap {

    private static final int CLASS = 3;
    private static final int MOST_ROWS = 150;
    private static final double PERPLEXITY = 30;
    private static final double LEAST_PERPLEXITY = 2;
    private static final long SEED = 17121997;

    private SourceMap() {}

    /**
     * Draws the map of the first merged data choice.
     *
     * @param data root of the embeddings
     * @return empty if none is merged or it has too few rows for a map
     */
    public static Optional<NamedFigure> of(List<DataChoice> choices, Path data) {
        return choices.stream().filter(c -> c.dataSets().size() > 1).findFirst().flatMap(c -> map(c, data));
    }

    private static Optional<NamedFigure> map(DataChoice choice, Path data) {
        List<FloatMatrix> rows = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (String dataSet : choice.dataSets()) {
            Path path = new EmbeddingPath(dataSet, choice.backbone(), "train").under(data);
            try (EmbeddingFile file = EmbeddingFile.open(path)) {
                int[] labels = file.labels();
                IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == CLASS)
                        .limit(MOST_ROWS)
                        .forEach(i -> {
                            rows.add(file.read(i, i + 1));
                            sources.add(dataSet);
                        });
            }
        }
        double perplexity = Math.min(PERPLEXITY, Math.floor((rows.size() - 2) / 3.0));
        if (perplexity < LEAST_PERPLEXITY) {
            return Optional.empty();
        }
        EmbeddingMap map = EmbeddingMap.tsne(FloatMatrix.concat(rows), sources, perplexity, SEED);
        String caption = " Training images of class " + CLASS + ", embedded with " + choice.backbone() + ".";
        Figure figure = PaperFigures.map(map);
        return Optional.of(new NamedFigure("map", 1, figure.withCaption(figure.caption() + caption)));
    }
}
