package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.imprint.core.text.Escapes;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.figure.canvas.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that figures bear come from folders and files, and may hold anything. */
class FigureTextTest {

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(1, 60);
        while (name.length() < length) {
            switch (random.nextInt(5)) {
                case 0 -> name.append("&<>\"']]>".charAt(random.nextInt(8)));
                case 1 -> name.append((char) random.nextInt(0, 0xa0));
                case 2 -> name.append((char) random.nextInt(0xd800, 0xe000));
                case 3 -> name.appendCodePoint(random.nextInt(0x100, 0x20000));
                default -> name.append((char) random.nextInt('a', 'z' + 1));
            }
        }
        return name.toString();
    }

    private static Figure figure(List<String> names) {
        Look look = Look.of(0);
        List<Series> series = List.of(
                Series.of(names.get(0), List.of(Point.of(0, 1), Point.of(1, 2)), look),
                Series.of(names.get(1), List.of(Point.of(0, 3)), look));
        Axis x = Axis.named(names.get(2), List.of(names.get(3), names.get(4)));
        LineChart chart = LineChart.of(names.get(5), x, Axis.linear(names.get(6)), series);
        return new Panels(
                        PanelOptions.single(300, 100, LegendPlace.RIGHT),
                        List.of(chart),
                        List.of(),
                        List.of(List.of(names.get(7)), List.of(names.get(8))))
                .figure(names.get(9), names.get(10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void svgIsWellFormedForAnyName(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            names.add(name(random));
        }
        Svg svg = Svg.of(figure(names));
        assertThat(svg.all("title").get(0).getTextContent()).isEqualTo(Escapes.legible(names.get(9)));
        assertThat(svg.all("desc").get(0).getTextContent()).isEqualTo(Escapes.legible(names.get(10)));
        assertThat(svg.texts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(Escapes.legible(text)).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pdfAndPngAreMadeForAnyName(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            names.add(name(random));
        }
        try (PDDocument document = Loader.loadPDF(figure(names).pdf())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(figure(names).png()).isNotEmpty();
    }

    @Test
    void aNameIsCutBetweenCharactersNotInsideOne() {
        String faces = "\ud83d\ude00".repeat(40);
        for (double width = 10; width < 60; width += 1.7) {
            assertThat(Fonts.fit(faces, width, 8))
                    .doesNotContain("\\u")
                    .isEqualTo(Escapes.legible(Fonts.fit(faces, width, 8)));
            assertThat(Fonts.wrap(faces, width, 8, 3))
                    .allSatisfy(line -> assertThat(line).isEqualTo(Escapes.legible(line)));
        }
    }
}
