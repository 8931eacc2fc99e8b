package org.imprint.app.classifier.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.NearExample;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.lab.text.CsvForm;

/**
 * Answers as CSV: a header, then for each image a line for each of the best classes, the best first; nearest examples fill further
 * columns. Where sets are asked for, a column has the names of the set as a JSON list, on each line of an image the same.
 */
final class AnswerCsv implements AnswerWriter {

    private final PrintWriter out;
    private final CsvForm form;
    private final Detail detail;
    private final boolean sets;

    AnswerCsv(PrintWriter out, CsvForm form, Detail detail, Certainty certainty) {
        this.out = out;
        this.form = form;
        this.detail = detail;
        this.sets = certainty.coverage().isPresent();
        List<String> header = new ArrayList<>(
                List.of("image", "unknown", "rank", "class", "score", "probability", "known_score", "threshold"));
        if (sets) {
            header.add("set");
        }
        for (int m = 1; m <= detail.nearest(); m++) {
            header.addAll(List.of("nearest_" + m, "nearest_" + m + "_class", "nearest_" + m + "_similarity"));
        }
        out.println(form.line(header));
    }

    @Override
    public void answer(String image, Prediction answer) {
        List<String> near = nearest(answer);
        String set = names(answer.set().orElse(List.of()));
        int rank = 0;
        for (ScoredClass c : answer.top(detail.top())) {
            rank++;
            List<String> line = new ArrayList<>(List.of(
                    image,
                    Boolean.toString(answer.isUnknown()),
                    Integer.toString(rank),
                    c.name(),
                    Double.toString(c.score()),
                    Double.toString(c.probability()),
                    Double.isNaN(answer.knownScore()) ? "" : Double.toString(answer.knownScore()),
                    answer.threshold().map(t -> Double.toString(t.value())).orElse("")));
            if (sets) {
                line.add(set);
            }
            line.addAll(near);
            out.println(form.line(line));
        }
    }

    private static String names(List<ScoredClass> set) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        set.forEach(c -> list.add(c.name()));
        return list.toString();
    }

    /** Returns three fields for each, empty where fewer examples are kept. */
    private List<String> nearest(Prediction answer) {
        List<String> fields = new ArrayList<>();
        if (detail.nearest() > 0) {
            for (NearExample near : answer.nearest(detail.nearest())) {
                fields.add(near.example().name());
                fields.add(near.className());
                fields.add(Double.toString(near.similarity()));
            }
            while (fields.size() < 3 * detail.nearest()) {
                fields.add("");
            }
        }
        return fields;
    }
}
