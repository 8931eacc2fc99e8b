package org.imprint.study.figure.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {

    /** The sum of advance widths that fontbox reads from the font file; none of these texts has kerning. */
    @ParameterizedTest
    @ValueSource(strings = {"k-means", "n = 48", "λ²", "accuracy, %", "0.5"})
    void widthIsTheSumOfTheAdvancesInTheFontFile(String text) throws IOException {
        try (var file = Fonts.file();
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()))) {
            double units = 0;
            for (char letter : text.toCharArray()) {
                units += font.getAdvanceWidth(font.getUnicodeCmapLookup().getGlyphId(letter));
            }
            assertThat(Fonts.width(text, 8)).isCloseTo(8 * units / font.getUnitsPerEm(), within(0.01));
        }
    }

    @Test
    void keepsShortTextAndCutsTheMiddleOfLongText() {
        assertThat(Fonts.fit("short", 100, 8)).isEqualTo("short");
        String cut = Fonts.fit("a very long name of a method, k = 20", 60, 8);
        assertThat(cut).startsWith("a very").contains("…").endsWith("20");
        assertThat(Fonts.width(cut, 8)).isLessThanOrEqualTo(60);
        assertThat(Fonts.fit("anything", 1, 8)).isEqualTo("…");
    }

    @Test
    void breaksLinesAfterCommasAndEvenly() {
        assertThat(Fonts.wrap("k-means, k = 20, L2", 50, 8, 4)).containsExactly("k-means,", "k = 20, L2");
        assertThat(Fonts.wrap("one two three four five six", 70, 8, 4))
                .hasSize(2)
                .allSatisfy(line -> assertThat(Fonts.width(line, 8)).isBetween(40.0, 70.0));
    }

    @Test
    void cutsWhatExceedsTheLines() {
        List<String> lines = Fonts.wrap("word ".repeat(40), 50, 8, 3);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).contains("…");
        assertThat(lines).allSatisfy(line -> assertThat(Fonts.width(line, 8)).isLessThanOrEqualTo(50));
    }

    @Test
    void breaksAWordThatFitsOnNoLine() {
        List<String> lines = Fonts.wrap("x".repeat(30), 50, 8, 5);

        assertThat(String.join("", lines)).isEqualTo("x".repeat(30));
        assertThat(lines).allSatisfy(line -> assertThat(Fonts.width(line, 8)).isLessThanOrEqualTo(50));
    }
}
