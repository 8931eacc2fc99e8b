package org.imprint.app.classifier.answer;

import java.io.PrintWriter;
import org.imprint.app.option.CsvOption;
import org.imprint.app.text.ProgressLine;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.core.Checks;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How answers are shown, and how much of each. */
public final class AnswerOptions {

    /** Classes of an answer unless told otherwise; in CSV, which has a line for each of them, one. */
    private static final int DEFAULT_TOP = 3;

    private static final int DEFAULT_NEAREST = 3;

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Classes of each answer, the best first. Default: " + DEFAULT_TOP + ", in CSV 1.")
    private Integer top;

    @Option(names = "--explain", description = "Name the examples that are nearest to each image.")
    private boolean explain;

    @Option(
            names = "--nearest",
            paramLabel = "M",
            description = "How many examples --explain names. Default: " + DEFAULT_NEAREST + ".")
    private Integer nearest;

    @Mixin
    private CsvOption csv;

    /** One of the two. */
    private static final class Form {
        @Option(
                names = "--format",
                paramLabel = "text|json|csv",
                description = "text, with bars on a terminal; json, one object on a line; csv. Default: text.")
        private AnswerFormat format = AnswerFormat.TEXT;

        @Option(names = "--json", description = "The same as --format json.")
        private boolean json;
    }

    /**
     * Returns what writes answers in the form that was asked for.
     *
     * @param certainty what is asked of the classifier
     * @throws org.imprint.core.ImprintException if a number is out of range
     */
    public AnswerWriter writer(PrintWriter out, Certainty certainty) {
        AnswerFormat format = form.json ? AnswerFormat.JSON : form.format;
        Checks.require(explain || nearest == null, "--nearest must go with --explain", "given without");
        Checks.require(
                format == AnswerFormat.CSV || !csv.isAsked(), "--csv-safe must go with --format csv", "given without");
        int standard = format == AnswerFormat.CSV ? 1 : DEFAULT_TOP;
        Detail detail = new Detail(
                Checks.inRange("--top", top == null ? standard : top, 1, Integer.MAX_VALUE),
                explain ? Checks.inRange("--nearest", nearest == null ? DEFAULT_NEAREST : nearest, 1, 1000) : 0);
        return switch (format) {
            case TEXT -> ProgressLine.onTerminal() ? new AnswerBars(out, detail) : new AnswerLines(out, detail);
            case JSON -> new AnswerJson(out, detail);
            case CSV -> new AnswerCsv(out, csv.form(), detail, certainty);
        };
    }
}
