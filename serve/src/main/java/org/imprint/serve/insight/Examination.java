package org.imprint.serve.insight;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.doctor.ClassSizeCheck;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DiagnosisTree;
import org.imprint.classifier.doctor.DigestCheck;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.embedding.EmbeddedSet;
import org.imprint.classifier.doctor.embedding.EmbeddingChecks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;

/** Looks for what is wrong with the examples of a model, as far as embeddings tell. */
final class Examination {

    /** n²·d of 100,000 examples of 1,280 numbers, all pairs of which are looked at. */
    private static final double MOST_PRODUCTS = 1.3e13;

    private Examination() {}

    /** Returns what {@code imprint doctor --json} prints of a classifier, with the id of each image. */
    static ObjectNode of(Moment moment, String name) {
        double products =
                Math.pow(moment.examples(), 2) * moment.state().settings().dim();
        if (products > MOST_PRODUCTS) {
            throw new HttpProblem(
                    422,
                    "examples squared times their numbers must be at most 1.3e13, as all pairs are looked at, was "
                            + products);
        }
        FloatMatrix rows = FloatMatrix.concat(
                moment.classes().stream().map(c -> c.examples().rows()).toList());
        List<DigestedImage> images = new ArrayList<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Moment.Placed p : moment.placed()) {
            Subject subject = new Subject(p.example().name(), p.of().name(), images.size(), Subject.Side.TRAIN);
            images.add(new DigestedImage(subject, p.example().digest()));
            sizes.merge(p.of().name(), 1, Integer::sum);
        }
        double alpha = moment.state()
                .settings()
                .certainty()
                .rejection()
                .map(Rejection::alpha)
                .orElse(Rejection.STANDARD_ALPHA);
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(new ClassSizeCheck(sizes, alpha));
        checks.add(DigestCheck.of(images));
        checks.addAll(EmbeddingChecks.of(EmbeddedSet.of(images, rows), Optional.empty(), moment.parallel()));
        Diagnosis diagnosis = diagnosis(checks, images.size());
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("revision", moment.revision())
                .put("data", name);
        moment.classifier()
                .backbone()
                .ifPresent(b -> root.put("backbone", b.descriptor().name()));
        root.put("images", diagnosis.images()).put("classes", sizes.size()).put("flagged", diagnosis.flagged());
        DiagnosisTree.addTo(
                root, diagnosis, s -> Optional.of(images.get(s.place()).digest().hex()));
        return root;
    }

    private static Diagnosis diagnosis(List<DoctorCheck> checks, int images) {
        EnumSet<FindingKind> wanted = EnumSet.noneOf(FindingKind.class);
        checks.forEach(c -> wanted.addAll(c.kinds()));
        try {
            return Diagnosis.of(checks, wanted, images);
        } catch (InterruptedException e) {
            throw new HttpProblem(503, "the model has changed meanwhile; ask again");
        }
    }
}
