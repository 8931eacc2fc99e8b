package org.imprint.app.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import org.imprint.app.output.LeftOutReport;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DiagnosisTree;

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
        DiagnosisTree.addTo(root, diagnosis, subject -> Optional.empty());
        LeftOutReport.addTo(root, examined.leftOut());
        out.println(root.toPrettyString());
    }
}
