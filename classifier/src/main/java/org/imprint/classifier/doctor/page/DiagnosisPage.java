package org.imprint.classifier.doctor.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.page.Names;
import org.imprint.classifier.page.PageFrame;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Escapes;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;

/**
 * What was found wrong with a set of images, as one HTML file that needs nothing beside itself.
 *
 * <p>Kind by kind, that of the worst finding first; within a kind in order of severity; the images of a finding side by side. Of a kind no
 * more are shown than {@link PageOptions} says, and the page tells how many there are. Equal findings and images give equal pages on one
 * Java version. Cost: each image that is shown is decoded once; about 8 kB an image on the page.
 */
public final class DiagnosisPage {

    private static final int MOST_NOTES = 20;

    private final Diagnosis diagnosis;
    private final PageOptions options;
    private final List<FindingKind> kinds;
    private final FindingCards cards;
    private final StringBuilder html = new StringBuilder();

    private DiagnosisPage(Diagnosis diagnosis, PageOptions options) {
        this.diagnosis = diagnosis;
        this.options = options;
        this.kinds = diagnosis.findings().stream()
                .map(Finding::kind)
                .distinct()
                .sorted(Comparator.comparing(kind -> diagnosis.of(kind).get(0)))
                .toList();
        List<Subject> subjects = kinds.stream()
                .flatMap(kind -> shown(kind).stream())
                .flatMap(f -> FindingCards.shown(f, options.images()).stream())
                .toList();
        this.cards = new FindingCards(new SubjectPictures(subjects, options), options.images());
    }

    /**
     * Writes the page; a file that is there already is replaced at the end, in one step.
     *
     * @return its size in bytes
     * @throws DataException if it cannot be written; what was there stays
     */
    public static long write(Diagnosis diagnosis, PageOptions options, Path file) {
        byte[] bytes = html(diagnosis, options).getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
        return bytes.length;
    }

    /** Returns the page as text. */
    public static String html(Diagnosis diagnosis, PageOptions options) {
        return new DiagnosisPage(diagnosis, options).html();
    }

    private String html() {
        html.append("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        header();
        html.append("<main id=\"findings\">\n");
        if (!kinds.isEmpty()) {
            overview();
            filters();
            kinds.forEach(this::section);
        }
        html.append(
                "</main>\n<footer><p>One file, no requests: everything is inside. Nothing was moved or changed.</p></footer>\n");
        return PageFrame.html("Findings: " + options.title(), html.toString(), DiagnosisPage.class, "");
    }

    private void header() {
        int flagged = diagnosis.flagged();
        int more = diagnosis.findings().size() - flagged;
        html.append("<header><div class=\"bar\"><div><p class=\"over\">What a look at these images found</p>\n<h1>")
                .append(Names.shown(options.title()))
                .append(
                        "</h1></div><button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n<p class=\"summary\">")
                .append(Digits.count(diagnosis.images(), "image"))
                .append(": ")
                .append(flagged == 0 ? "nothing is flagged" : Digits.count(flagged, "finding") + " flagged")
                .append(more == 0 ? "." : ", " + Digits.count(more) + " less sure.")
                .append("</p>\n");
        notes();
        html.append("</header>\n");
    }

    private void notes() {
        options.notes().stream().limit(MOST_NOTES).forEach(this::remark);
        int more = options.notes().size() - MOST_NOTES;
        if (more > 0) {
            remark("And " + Digits.count(more) + " more of these.");
        }
        diagnosis
                .skippedByReason()
                .forEach(together ->
                        remark((together.get(0).inPart() ? "Looked for in part alone: " : "Not looked for: ")
                                + together.stream().map(s -> s.kind().title()).collect(Collectors.joining("; "))
                                + ", because " + together.get(0).reason() + "."));
    }

    private void remark(String sentence) {
        html.append("<p class=\"remark\">").append(Escapes.html(sentence)).append("</p>\n");
    }

    private void overview() {
        html.append(
                        "<nav aria-label=\"Kinds of findings\"><div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Kind</th>")
                .append(
                        "<th scope=\"col\" class=\"number\">Flagged</th><th scope=\"col\" class=\"number\">Less sure</th>")
                .append("<th scope=\"col\" class=\"number\">Worst score</th></tr></thead>\n<tbody>\n");
        for (FindingKind kind : kinds) {
            List<Finding> all = diagnosis.of(kind);
            int flagged = diagnosis.flagged(kind);
            html.append("<tr><th scope=\"row\"><a href=\"#")
                    .append(kind.wireName())
                    .append("\">")
                    .append(Escapes.html(kind.title()))
                    .append("</a></th>");
            number(flagged == 0 ? "–" : Digits.count(flagged));
            number(flagged == all.size() ? "–" : Digits.count(all.size() - flagged));
            number(Digits.fixed(all.get(0).score(), 2));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div></nav>\n");
    }

    private void number(String text) {
        html.append("<td class=\"number\">").append(text).append("</td>");
    }

    private void filters() {
        html.append("<div class=\"filters\" hidden>\n<label class=\"choice\"><span>Kind</span><select id=\"kind\">")
                .append("<option value=\"all\">All kinds</option>");
        for (FindingKind kind : kinds) {
            html.append("<option value=\"")
                    .append(kind.wireName())
                    .append("\">")
                    .append(Escapes.html(kind.title()))
                    .append(" (")
                    .append(Digits.count(diagnosis.of(kind).size()))
                    .append(")</option>");
        }
        html.append("</select></label>\n<label class=\"choice\"><span>Show</span><select id=\"sure\">")
                .append(
                        "<option value=\"all\">Flagged and less sure</option><option value=\"flagged\">Flagged alone</option></select></label>\n")
                .append("<p id=\"status\" role=\"status\"></p>\n")
                .append("<button type=\"button\" class=\"reset\" id=\"reset\" hidden>Show all</button>\n</div>\n");
    }

    private void section(FindingKind kind) {
        List<Finding> all = diagnosis.of(kind);
        List<Finding> shown = shown(kind);
        html.append("<section class=\"kind\" id=\"")
                .append(kind.wireName())
                .append("\" aria-labelledby=\"t-")
                .append(kind.wireName())
                .append("\">\n<h2 id=\"t-")
                .append(kind.wireName())
                .append("\">")
                .append(Escapes.html(kind.title()))
                .append(" <span class=\"soft\">")
                .append(Digits.count(all.size()))
                .append("</span></h2>\n<p class=\"todo\"><b>What to do:</b> ")
                .append(Escapes.html(kind.whatToDo()))
                .append("</p>\n");
        if (shown.size() < all.size()) {
            remark("Of " + Digits.count(all.size()) + " findings the " + Digits.count(shown.size())
                    + " worst are shown; --json names all.");
        }
        html.append("<div class=\"cards\">\n");
        shown.forEach(f -> cards.add(f, html));
        html.append("</div>\n</section>\n");
    }

    private List<Finding> shown(FindingKind kind) {
        return diagnosis.of(kind).stream().limit(options.findings()).toList();
    }
}
