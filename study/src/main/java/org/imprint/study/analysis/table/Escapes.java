package org.imprint.study.analysis.table;

import java.util.Map;
import java.util.stream.Collectors;

/** Text that means itself in Markdown, LaTeX and CSV. */
public final class Escapes {

    private static final Map<Integer, String> LATEX = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '<', "$<$"),
            Map.entry((int) '>', "$>$"),
            Map.entry((int) '|', "$|$"),
            Map.entry((int) '"', "''"),
            Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'χ', "$\\chi$"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '≥', "$\\geq$"),
            Map.entry((int) '≤', "$\\leq$"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '−', "$-$"));

    private static final String MARKDOWN = "\\|*<>`[]";

    private Escapes() {}

    /** Returns text for a cell or line of Markdown: one line, no markup, no HTML. */
    public static String markdown(String text) {
        return text.replaceAll("\\R", " ")
                .codePoints()
                .mapToObj(c -> (MARKDOWN.indexOf(c) >= 0 ? "\\" : "") + Character.toString(c))
                .collect(Collectors.joining());
    }

    /** Returns text for LaTeX, one line. */
    public static String latex(String text) {
        return text.replaceAll("\\R", " ")
                .codePoints()
                .mapToObj(c -> LATEX.getOrDefault(c, Character.toString(c)))
                .collect(Collectors.joining());
    }

    /** Returns a field of CSV, in quotes if it needs them. */
    public static String csv(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
