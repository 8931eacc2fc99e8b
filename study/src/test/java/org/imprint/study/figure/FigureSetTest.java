package org.imprint.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureSetTest {

    @TempDir
    private Path folder;

    private static Figure figure(String title) {
        return new Figure(
                title, "Caption of " + title + ".", 50, 20, canvas -> {}, new FigureTable(List.of("a"), List.of()));
    }

    @Test
    void writesFiguresInOrderAndTheirCaptions() throws IOException {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("z", figure("first"));
        figures.put("a", figure("second"));

        List<Path> written = new FigureSet(figures).write(folder);

        assertThat(written)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("z.svg", "z.pdf", "z.png", "z.csv", "a.svg", "a.pdf", "a.png", "a.csv", "captions.md");
        assertThat(folder.resolve(FigureSet.CAPTIONS))
                .hasContent("# Figures\n\n## first\n\n![first](z.svg)\n\nCaption of first.\n"
                        + "\n## second\n\n![second](a.svg)\n\nCaption of second.\n");
    }

    @Test
    void emptySetWritesNothing() throws IOException {
        assertThat(new FigureSet(Map.of()).write(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesNamesThatAreNoFileNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FigureSet(Map.of("a b", figure("x"))).write(folder))
                .withMessageContaining("was 'a b'");
    }
}
