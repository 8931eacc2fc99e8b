package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Label;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every figure promises. */
class FigureGalleryTest {

    private static final Map<String, Figure> FIGURES = FigureGallery.all();
    private static final Map<String, Figure> AGAIN = FigureGallery.all();

    static Stream<Arguments> all() {
        return FIGURES.entrySet().stream().map(f -> Arguments.of(f.getKey(), f.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noLabelCoversAnother(String name, Figure figure) {
        List<Label> labels = figure.labels();

        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                assertThat(labels.get(i).collides(labels.get(j)))
                        .as("%s and %s", labels.get(i), labels.get(j))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void labelsLieInsideAndAreLargeEnough(String name, Figure figure) {
        assertThat(figure.labels()).isNotEmpty().allSatisfy(label -> {
            assertThat(label.box().getMinX()).isNotNegative();
            assertThat(label.box().getMinY()).isNotNegative();
            assertThat(label.box().getMaxX()).isLessThanOrEqualTo(figure.width());
            assertThat(label.box().getMaxY()).isLessThanOrEqualTo(figure.height());
            // One side of the box is the size of the text, the other one its width
            assertThat(Math.max(label.box().getWidth(), label.box().getHeight()))
                    .isGreaterThanOrEqualTo(Canvas.SMALL);
        });
        assertThat(Svg.of(figure).all("text"))
                .allSatisfy(text -> assertThat(Svg.attribute(text, "font-size")).isIn("7px", "8px"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void formatsHaveTheSameText(String name, Figure figure) throws IOException {
        List<String> texts = figure.labels().stream().map(Label::text).toList();

        assertThat(Svg.of(figure).texts()).containsExactlyElementsOf(texts);
        try (PDDocument pdf = Loader.loadPDF(figure.pdf())) {
            // Text that reads upwards comes out in pieces: compared are the letters
            assertThat(letters(new PDFTextStripper().getText(pdf))).isEqualTo(letters(String.join("", texts)));
        }
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void captionIsOfWholeSentencesAndTheTableIsNotEmpty(String name, Figure figure) {
        assertThat(figure.caption()).matches("(?s)[A-Z0-9].*\\.");
        assertThat(figure.table().rows()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void madeAgainItHasTheSameBytes(String name, Figure figure) {
        Figure again = AGAIN.get(name);

        assertThat(again.svg()).isEqualTo(figure.svg());
        assertThat(again.pdf()).isEqualTo(figure.pdf());
        assertThat(again.table()).isEqualTo(figure.table());
    }
}
