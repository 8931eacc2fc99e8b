package org.imprint.classifier.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Findings as JSON, the same wherever they are told. */
public final class DiagnosisTree {

    private DiagnosisTree() {}

    /**
     * Adds counts by kind, all findings, and what was not looked for.
     *
     * @param ids what images are known by besides their names, where they are
     */
    public static void addTo(ObjectNode root, Diagnosis diagnosis, Function<Subject, Optional<String>> ids) {
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
        diagnosis.findings().forEach(f -> add(f, ids, findings.addObject()));
        ArrayNode skipped = root.putArray("not_looked_for");
        diagnosis
                .skipped()
                .forEach(s -> skipped.addObject()
                        .put("kind", s.kind().wireName())
                        .put("in_part", s.inPart())
                        .put("reason", s.reason()));
    }

    private static void add(Finding finding, Function<Subject, Optional<String>> ids, ObjectNode to) {
        to.put("kind", finding.kind().wireName())
                .put("score", finding.score())
                .put("flagged", finding.flagged())
                .put("reason", finding.reason())
                .put("what_to_do", finding.kind().whatToDo());
        finding.suggestedClass().ifPresent(c -> to.put("suggested_class", c));
        add(finding.subjects(), ids, to.putArray("images"));
        add(finding.leaveOut(), ids, to.putArray("leave_out"));
    }

    private static void add(List<Subject> subjects, Function<Subject, Optional<String>> ids, ArrayNode to) {
        for (Subject s : subjects) {
            ObjectNode image = to.addObject()
                    .put("name", s.id())
                    .put("class", s.className())
                    .put("side", s.side() == Subject.Side.TRAIN ? "train" : "test");
            ids.apply(s).ifPresent(id -> image.put("id", id));
        }
    }
}
