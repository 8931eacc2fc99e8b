package org.imprint.app.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.imprint.app.output.LeftOutReport;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;

/** Findings as one JSON object. */
final class DiagnosisJson {

    private DiagnosisJson() {}

    static void print(Examined examined, PrintWriter out) {
        Diagnosis diagnosis = examined.diagnosis();
        ObjectNode root = new ObjectMapper().createObjectNode().put("data", examined.name());
        examined.test().ifPresent(t -> root.put("test", t));
        examined.backbone().ifPresent(b -> root.put("backbone", b));
        root.put("images", diagnosis.images())
                .put("classes", examined.classNames().size())
                .put("flagged", diagnosis.flagged());
        ObjectNode counts = root.putObject("counts");
        for (FindingKind kind : FindingKind.values()) {
            int all = diagnosis.of(kind).size();
            if (all > 0) {
                counts.putObject(kind.wireName())
                        .put("flagged", diagnosis.flagged(kind))
                        .put("all", all);
            }
        }
        ArrayNode findings = root.putArray("findings");
        diagnosis.findings().forEach(f -> add(f, findings.addObject()));
        ArrayNode skipped = root.putArray("not_looked_for");
        diagnosis
                .skipped()
                .forEach(s -> skipped.addObject()
                        .put("kind", s.kind().wireName())
                        .put("in_part", s.inPart())
                        .put("reason", s.reason()));
        LeftOutReport.addTo(root, examined.leftOut());
        out.println(root.toPrettyString());
    }

    private static void add(Finding finding, ObjectNode to) {
        to.put("kind", finding.kind().wireName())
                .put("score", finding.score())
                .put("flagged", finding.flagged())
                .put("reason", finding.reason())
                .put("what_to_do", finding.kind().whatToDo());
        finding.suggestedClass().ifPresent(c -> to.put("suggested_class", c));
        add(finding.subjects(), to.putArray("images"));
        add(finding.leaveOut(), to.putArray("leave_out"));
    }

    private static void add(List<Subject> subjects, ArrayNode to) {
        subjects.forEach(s -> to.addObject()
                .put("name", s.id())
                .put("class", s.className())
                .put("side", s.side() == Subject.Side.TRAIN ? "train" : "test"));
    }
}
