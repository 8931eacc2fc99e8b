package org.imprint.lab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormTest {

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
    @MethodSource("org.imprint.lab.text.EscapesTest#texts")
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
