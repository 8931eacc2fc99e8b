package org.imprint.core.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any text as text of XML, HTML, Markdown and LaTeX: well-formed, and no markup. */
public final class Escapes {

    private static final Map<Integer, String> LATEX = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '`', "\\textasciigrave{}"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            // At the begin of a row the break before it would take these for its own.
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"),
            Map.entry((int) '<', "$<$"),
            Map.entry((int) '>', "$>$"),
            Map.entry((int) '|', "$|$"),
            Map.entry((int) '"', "''"),
            Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'µ', "$\\mu$"),
            Map.entry((int) 'ρ', "$\\rho$"),
            Map.entry((int) 'χ', "$\\chi$"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '·', "$\\cdot$"),
            Map.entry((int) '≥', "$\\geq$"),
            Map.entry((int) '≤', "$\\leq$"),
            Map.entry((int) '…', "\\ldots{}"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '−', "$-$"));

    private static final String MARKDOWN = "\\|*<>`[]~&$";

    /** What makes a line a heading or an item of a list. */
    private static final Pattern BLOCK = Pattern.compile("^(#{1,6}|[-+=]+|\\d{1,9}[.)])(?=\\s|$)");

    private static final Pattern LINE_BREAK = Pattern.compile("\\R|\\t");

    private Escapes() {}

    /** Returns text in one line without anything {@link Legible#isHidden hidden}: line breaks and tabs are spaces, the rest is shown. */
    public static String legible(String text) {
        return Legible.shown(LINE_BREAK.matcher(text).replaceAll(" "));
    }

    /** Returns text for HTML, between tags and in attributes in either quotes. */
    public static String html(String text) {
        return legible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns text for a cell or line of Markdown: one line, no markup, no HTML. */
    public static String markdown(String text) {
        String line = legible(text);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            out.append(MARKDOWN.indexOf(c) >= 0 || c == '_' && !isInsideWord(line, i) ? "\\" : "")
                    .append(c);
        }
        // The mark's last character, so that a number before it keeps its digits.
        return BLOCK.matcher(out).replaceFirst(match -> {
            String mark = match.group();
            return Matcher.quoteReplacement(
                    mark.substring(0, mark.length() - 1) + "\\" + mark.charAt(mark.length() - 1));
        });
    }

    /** An underscore inside a word means itself, and names are full of them. */
    private static boolean isInsideWord(String text, int i) {
        return i > 0
                && i < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    /** Returns text for LaTeX, one line; lists without spaces may be broken after commas and strokes. */
    public static String latex(String text) {
        int[] line = legible(text).codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length; i++) {
            boolean followed = i + 1 < line.length && line[i + 1] != ' ';
            out.append(LATEX.getOrDefault(line[i], Character.toString(line[i])));
            if (followed && (line[i] == ',' || line[i] == '/')) {
                out.append("\\allowbreak{}");
            } else if (followed && line[i] == '-' && line[i + 1] == '-') {
                out.append("{}");
            }
        }
        return out.toString();
    }
}
