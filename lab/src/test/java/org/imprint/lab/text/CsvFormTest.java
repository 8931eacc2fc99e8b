package org.imprint.lab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormTest {

    private static final String SHARP = CsvForm.RUN + "\"',;| 0.5eE\u001b\u202e\ud83d\ude00";

    /** Texts of what CSV and spreadsheets look at, halves of pairs among it. */
    static Stream<String> texts() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        return IntStream.range(0, 200)
                .mapToObj(i -> random.ints(random.nextInt(1, 12), 0, SHARP.length())
                        .mapToObj(at -> SHARP.substring(at, at + 1))
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\rx", "\nx", "-", "\uff1d1", "-1+2"})
    void whatASpreadsheetRunsBeginsWithAnApostropheIfAsked(String text) {
        assertThat(unquoted(CsvForm.SPREADSHEET.field(text))).isEqualTo("'" + text);
        assertThat(unquoted(CsvForm.EXACT.field(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-0.5", "+1", "-1.5E-7", "-.5", "1e9", "kmeans", "a=b", "'x"})
    void numbersAndOtherTextStayWhatTheyAre(String text) {
        assertThat(CsvForm.SPREADSHEET.field(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void fieldsAreReadBackAndNoneIsRun(String text) {
        String whole = CsvForm.encodable(text);
        assertThat(unquoted(CsvForm.EXACT.field(text))).isEqualTo(whole);
        String safe = unquoted(CsvForm.SPREADSHEET.field(text));
        assertThat(safe).isIn(whole, "'" + whole).doesNotMatch("(?s)[=@\t\r\n].*|[-+](?![.\\d]).*");
        assertThat(new String(safe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(safe);
    }

    @Test
    void linesHaveCommasBetween() {
        assertThat(CsvForm.of(true).line(List.of("a,b", "say \"x\"", "=1"))).isEqualTo("\"a,b\",\"say \"\"x\"\"\",'=1");
        assertThat(CsvForm.of(false)).isEqualTo(CsvForm.EXACT);
    }

    private static String unquoted(String field) {
        return field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }
}
