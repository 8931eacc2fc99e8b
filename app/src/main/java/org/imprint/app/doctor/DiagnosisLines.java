package org.imprint.app.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.text.Terminal;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.text.Digits;

/** Findings in lines for people: kind by kind, the worst first, some of each. */
record DiagnosisLines(Examined examined) {

    private static final int SHOWN = 10;
    private static final int NAMED = 4;

    List<String> lines() {
        Diagnosis diagnosis = examined.diagnosis();
        List<String> lines = new ArrayList<>();
        lines.add(examined.name() + examined.test().map(t -> " and " + t).orElse("") + ": "
                + Digits.count(diagnosis.images(), "image") + ", "
                + Digits.count(examined.classNames().size())
                + (examined.classNames().size() == 1 ? " class" : " classes")
                + examined.backbone().map(b -> ", backbone " + b).orElse("") + "; "
                + (diagnosis.flagged() == 0 ? "nothing" : Digits.count(diagnosis.flagged(), "finding")) + " flagged");
        if (!examined.leftOut().isEmpty()) {
            lines.add(LeftOutReport.line(examined.leftOut()));
        }
        kinds(diagnosis).forEach(kind -> add(kind, diagnosis, lines));
        if (!diagnosis.skipped().isEmpty()) {
            lines.add("");
            diagnosis
                    .skippedByReason()
                    .forEach(together -> lines.add((together.get(0).inPart()
                                    ? "looked for in part alone: "
                                    : "not looked for: ")
                            + together.stream().map(k -> k.kind().wireName()).collect(Collectors.joining(", "))
                            + ", " + together.get(0).reason()));
        }
        return lines;
    }

    /** Those with findings, in the order of their worst. */
    private static Stream<FindingKind> kinds(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .map(Finding::kind)
                .distinct()
                .sorted(Comparator.comparing(k -> diagnosis.of(k).get(0)));
    }

    private static void add(FindingKind kind, Diagnosis diagnosis, List<String> lines) {
        List<Finding> all = diagnosis.of(kind);
        int flagged = diagnosis.flagged(kind);
        lines.add("");
        lines.add(kind.title() + " (" + kind.wireName() + "): " + Digits.count(flagged) + " flagged"
                + (flagged == all.size() ? "" : ", " + Digits.count(all.size() - flagged) + " less sure"));
        int shown = Math.min(SHOWN, Math.max(flagged, Math.min(3, all.size())));
        all.stream().limit(shown).forEach(f -> addFinding(f, lines));
        if (all.size() > shown) {
            lines.add("  and " + Digits.count(all.size() - shown) + " more (--json names all)");
        }
        lines.add("  What to do: " + kind.whatToDo());
    }

    private static void addFinding(Finding finding, List<String> lines) {
        lines.add("  " + Digits.fixed(finding.score(), 2) + (finding.flagged() ? "  " : "? ")
                + Terminal.oneLine(finding.reason()));
        List<Subject> subjects = finding.subjects();
        if (!subjects.isEmpty()) {
            String names = String.join(
                    ", ",
                    subjects.stream().limit(NAMED).map(DiagnosisLines::name).toList());
            lines.add("        " + names
                    + (subjects.size() > NAMED ? " and " + Digits.count(subjects.size() - NAMED) + " more" : ""));
        }
    }

    private static String name(Subject subject) {
        return Terminal.oneLine(subject.id()) + (subject.side() == Subject.Side.TEST ? " (test)" : "");
    }
}
