package org.imprint.classifier.doctor.page;

import java.util.List;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.page.Names;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Escapes;

/** One card for each finding: score, reason, and its images side by side. */
record FindingCards(SubjectPictures pictures, int images) {

    void add(Finding finding, StringBuilder html) {
        html.append("<article class=\"card ")
                .append(finding.flagged() ? "flagged" : "unsure")
                .append(width(Math.min(images, finding.subjects().size())))
                .append("\" data-flagged=\"")
                .append(finding.flagged())
                .append("\">\n");
        figures(finding, html);
        html.append("<div class=\"text\">\n<p class=\"score\"><span class=\"number\">")
                .append(Digits.fixed(finding.score(), 2))
                .append("</span>")
                .append(bar(finding.score()))
                .append(finding.flagged() ? "" : "<span class=\"soft\">not flagged</span>")
                .append("</p>\n<p class=\"reason\">")
                .append(Escapes.html(finding.reason()))
                .append("</p>\n");
        finding.suggestedClass()
                .ifPresent(c -> html.append("<p class=\"suggested\">Looks like <b>")
                        .append(Names.shown(c))
                        .append("</b></p>\n"));
        html.append("</div>\n</article>\n");
    }

    /** Two images have room for another two beside them. */
    private static String width(int images) {
        return images > 2 ? " group" : images == 2 ? " pair" : "";
    }

    private void figures(Finding finding, StringBuilder html) {
        List<Subject> shown = shown(finding, images);
        if (shown.isEmpty()) {
            return;
        }
        html.append("<div class=\"figures\">\n");
        for (Subject s : shown) {
            html.append("<figure title=\"")
                    .append(Names.attribute(s.id()))
                    .append("\">")
                    .append(pictures.of(s))
                    .append("<figcaption><span class=\"of\">")
                    .append(Names.shown(s.className()))
                    .append("</span>")
                    .append(s.side() == Subject.Side.TEST ? " <span class=\"tag\">test</span>" : "")
                    .append(isLeftOut(finding, s) ? " <span class=\"tag out\">left out by --fix</span>" : "")
                    .append("<span class=\"file\">")
                    .append(Names.shown(s.id()))
                    .append("</span></figcaption></figure>\n");
        }
        int more = finding.subjects().size() - shown.size();
        if (more > 0) {
            html.append("<p class=\"more\">and ").append(Digits.count(more)).append(" more</p>\n");
        }
        html.append("</div>\n");
    }

    private static boolean isLeftOut(Finding finding, Subject subject) {
        return finding.isCuredByLeavingOut() && finding.leaveOut().contains(subject);
    }

    /** Returns the images of a finding that are on the page. */
    static List<Subject> shown(Finding finding, int images) {
        return finding.subjects().stream().limit(images).toList();
    }

    private static String bar(double score) {
        return "<svg class=\"bar\" role=\"img\" aria-label=\"score " + Digits.fixed(score, 2) + " of 1\"><rect width=\""
                + Digits.fixed(100 * score, 1) + "%\" height=\"100%\"/></svg>";
    }
}
