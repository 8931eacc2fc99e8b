package org.imprint.study.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormatTest {

    private static final Table TABLE = new Table(
            "norms",
            "50% of R&D_1",
            List.of("n = 2 at α < 0.05."),
            List.of(Column.words("GEN", "generator"), Column.numbers("accuracy, %", "accuracy")),
            List.of(
                    List.of(Cell.text("cov_max, \"x\" | y"), Cell.fixed(91.0625, 2)),
                    List.of(Cell.text("a*b"), Cell.fixed(Double.NaN, 2))));

    @Test
    void textLinesColumnsUp() {
        assertThat(TableFormat.TEXT.write(TABLE)).isEqualTo("""
                        50% of R&D_1
                        n = 2 at α < 0.05.

                        GEN               accuracy, %
                        -----------------------------
                        cov_max, "x" | y        91.06
                        a*b                         –
                        """);
    }

    @Test
    void markdownMeansItself() {
        assertThat(TableFormat.MARKDOWN.write(TABLE)).isEqualTo("""
                        | GEN | accuracy, % |
                        |---|--:|
                        | cov_max, "x" \\| y | 91.06 |
                        | a\\*b | – |
                        """);
    }

    @Test
    void latexIsEscapedAndHasBookRules() {
        assertThat(TableFormat.LATEX.write(TABLE)).isEqualTo("""
                        % needs \\usepackage{booktabs}
                        \\begin{table}
                          \\centering
                          \\small
                          \\setlength{\\tabcolsep}{4pt}
                          \\caption[50\\% of R\\&D\\_1]{50\\% of R\\&D\\_1. n = 2 at $\\alpha$ $<$ 0.05.}
                          \\label{tab:norms}
                          \\begin{tabular}{lr}
                            \\toprule
                            GEN & accuracy, \\% \\\\
                            \\midrule
                            cov\\_max, ''x'' $|$ y & 91.06 \\\\
                            a{*}b & -- \\\\
                            \\bottomrule
                          \\end{tabular}
                        \\end{table}
                        """);
    }

    @Test
    void latexHasAMinusBeforeNumbersAndHyphensInWords() {
        Table table = new Table(
                "r",
                "R",
                List.of(),
                List.of(Column.words("set", "set"), Column.numbers("r", "r"), Column.numbers("p", "p")),
                List.of(List.of(Cell.text("MNIST-M"), Cell.fixed(-0.5, 2), Cell.significant(2e-6, 2))));

        assertThat(TableFormat.LATEX.write(table)).contains("MNIST-M & $-$0.50 & 2.0e$-$06 \\\\");
    }

    @Test
    void csvIsQuotedAndNotRounded() {
        assertThat(TableFormat.CSV.write(TABLE)).isEqualTo("""
                        generator,accuracy
                        "cov_max, ""x"" | y",91.0625
                        a*b,
                        """);
    }

    @Test
    void lineBreaksStayInOneCell() {
        Table table = new Table(
                "x",
                "X",
                List.of(),
                List.of(Column.words("error", "error")),
                List.of(List.of(Cell.text("first\nsecond"))));
        assertThat(TableFormat.TEXT.write(table)).endsWith("\nfirst second\n");
        assertThat(TableFormat.MARKDOWN.write(table)).endsWith("| first second |\n");
        assertThat(TableFormat.LATEX.write(table)).contains("    first second \\\\\n");
        assertThat(TableFormat.CSV.write(table)).endsWith("\"first\nsecond\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.00291, 0.00291",
        "1.7349, 1.73",
        "86.789, 86.8",
        "1234.5, 1230",
        "0.00012345, 0.000123",
        "0.000045119, 4.51e-05",
        "0, 0",
        "1, 1",
        "12345678, 1.23e+07",
        "-0.5, -0.5"
    })
    void significantDigitsAreThree(double value, String shown) {
        assertThat(Cell.significant(value, 3).shown()).isEqualTo(shown);
    }

    @Test
    void numbersOfFixedDecimalsHaveNoMinusZero() {
        assertThat(Cell.fixed(-0.001, 2).shown()).isEqualTo("0.00");
        assertThat(Cell.fixed(-0.51, 0).shown()).isEqualTo("-1");
        assertThat(Cell.nothing().exact()).isEmpty();
    }

    @Test
    void rowsMustFit() {
        assertThatThrownBy(() ->
                        new Table("x", "X", List.of(), List.of(Column.words("a", "a")), List.of(List.of(), List.of())))
                .hasMessage("a row must have 1 cells, was 0");
    }
}
