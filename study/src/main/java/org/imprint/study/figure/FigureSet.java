package org.imprint.study.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Escapes;

/**
 * Figures that belong together, written to one folder with their captions.
 *
 * @param figures by the name of their files, in order
 */
public record FigureSet(Map<String, Figure> figures) {

    /** Name of the file with all captions. */
    public static final String CAPTIONS = "captions.md";

    /** Copies the map and keeps its order. */
    public FigureSet {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * Writes the four files of each figure, and {@value #CAPTIONS} with what each shows.
     *
     * @return all files, in order
     * @throws IOException if one cannot be written, naming it
     * @throws ImprintException if a name is not one of {@link Figure#write}
     */
    public List<Path> write(Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        StringBuilder captions = new StringBuilder("# Figures\n");
        for (Map.Entry<String, Figure> entry : figures.entrySet()) {
            Figure figure = entry.getValue();
            written.addAll(figure.write(folder, entry.getKey()));
            String title = Escapes.markdown(figure.title());
            captions.append("\n## ").append(title).append("\n\n");
            captions.append("![")
                    .append(title)
                    .append("](")
                    .append(entry.getKey())
                    .append(".svg)\n\n");
            captions.append(Escapes.markdown(figure.caption())).append('\n');
        }
        if (!figures.isEmpty()) {
            Path path = folder.resolve(CAPTIONS);
            Figure.replace(path, captions.toString().getBytes(StandardCharsets.UTF_8));
            written.add(path);
        }
        return written;
    }
}
