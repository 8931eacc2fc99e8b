package org.imprint.study.reproduce.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imprint.core.text.Escapes;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;
import org.imprint.study.analysis.table.TableFormat;
import org.imprint.vision.file.AtomicFile;

/** A page of tables and pictures, written as HTML for a browser and as Markdown for a repository. */
public final class ResultPage {

    /** The page for a browser. */
    static final String HTML = "index.html";

    /** The page for a repository. */
    static final String MARKDOWN = "README.md";

    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
                   color: #1b1b1b; background: #fff; }
            table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
            p, li, figcaption { overflow-wrap: anywhere; }
            th, td { padding: .25rem .5rem; border-bottom: 1px solid #ccc; text-align: left; white-space: nowrap; }
            th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; }
            figure { margin: 1.5rem 0; overflow-x: auto; }
            figure img { max-width: 100%; min-width: min(34rem, 200vw); }
            figcaption { color: #555; font-size: .9rem; }
            .note { border-left: 4px solid #c60; padding: .5rem 1rem; background: #fff6ec; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6e6e6; background: #16181a; } th, td { border-color: #444; } figcaption { color: #aaa; }
              a { color: #8ab4f8; } .note { background: #33281b; }
            }
            @media print {
              body { font-size: 10pt; margin: 0; max-width: none; padding: 0; color: #000; background: #fff; }
              table { display: table; font-size: 8.5pt; } th, td { white-space: normal; } figure img { min-width: 0; } figure, tr { break-inside: avoid; } figcaption { color: #444; }
              h1, h2, h3 { break-after: avoid; } .note { background: none; }
            }
            """;

    private final String title;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();

    /** Begins a page with its title. */
    public ResultPage(String title) {
        this.title = title;
        html.append("<h1>").append(Escapes.html(title)).append("</h1>\n");
        markdown.append("# ").append(Escapes.markdown(title)).append('\n');
    }

    /** Adds a heading. */
    public ResultPage heading(String text) {
        html.append("<h2>").append(Escapes.html(text)).append("</h2>\n");
        markdown.append("\n## ").append(Escapes.markdown(text)).append('\n');
        return this;
    }

    /** Adds a paragraph. */
    public ResultPage paragraph(String text) {
        html.append("<p>").append(Escapes.html(text)).append("</p>\n");
        markdown.append('\n').append(Escapes.markdown(text)).append('\n');
        return this;
    }

    /** Adds a paragraph that nobody should miss. */
    public ResultPage warning(String text) {
        html.append("<p class=\"note\"><strong>").append(Escapes.html(text)).append("</strong></p>\n");
        markdown.append("\n> **").append(Escapes.markdown(text)).append("**\n");
        return this;
    }

    /** Adds a list. */
    public ResultPage items(List<String> texts) {
        html.append("<ul>\n");
        markdown.append('\n');
        for (String text : texts) {
            html.append("<li>").append(Escapes.html(text)).append("</li>\n");
            markdown.append("* ").append(Escapes.markdown(text)).append('\n');
        }
        html.append("</ul>\n");
        return this;
    }

    /** Adds a table with its title and notes. */
    public ResultPage table(Table table) {
        html.append("<h3>").append(Escapes.html(table.title())).append("</h3>\n");
        markdown.append("\n### ").append(Escapes.markdown(table.title())).append('\n');
        table.notes().forEach(this::paragraph);
        if (table.rows().isEmpty()) {
            return this;
        }
        markdown.append('\n').append(TableFormat.MARKDOWN.write(table));
        html.append("<table>\n<tr>");
        for (Column column : table.columns()) {
            html.append(column.numeric() ? "<th class=\"n\">" : "<th>")
                    .append(Escapes.html(column.title()))
                    .append("</th>");
        }
        html.append("</tr>\n");
        for (List<Cell> row : table.rows()) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append(table.columns().get(c).numeric() ? "<td class=\"n\">" : "<td>")
                        .append(Escapes.html(row.get(c).shown()))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
        return this;
    }

    /**
     * Adds a picture.
     *
     * @param path of the SVG file, from the page
     */
    public ResultPage picture(String path, String name, String caption) {
        html.append("<figure><img src=\"")
                .append(Escapes.html(path))
                .append("\" alt=\"")
                .append(Escapes.html(name))
                .append("\"><figcaption>")
                .append(Escapes.html(caption))
                .append("</figcaption></figure>\n");
        markdown.append("\n![")
                .append(Escapes.markdown(name))
                .append("](")
                .append(path)
                .append(")\n\n*")
                .append(Escapes.markdown(caption))
                .append("*\n");
        return this;
    }

    /** Adds a link to a file. */
    public ResultPage link(String path, String text) {
        html.append("<p><a href=\"")
                .append(Escapes.html(path))
                .append("\">")
                .append(Escapes.html(text))
                .append("</a></p>\n");
        markdown.append("\n[")
                .append(Escapes.markdown(text))
                .append("](")
                .append(path)
                .append(")\n");
        return this;
    }

    /** Writes both pages and returns the one for a browser. */
    public Path write(Path folder) {
        String whole = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + Escapes.html(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + html + "</body>\n</html>\n";
        write(folder.resolve(MARKDOWN), markdown.toString());
        write(folder.resolve(HTML), whole);
        return folder.resolve(HTML);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
