package org.imprint.app.classifier.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.imprint.classifier.NearExample;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;

/** Answers as JSON, one object on a line, also for images without an answer: {@code {"image": …, "error": …}}. */
final class AnswerJson implements AnswerWriter {

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintWriter out;
    private final Detail detail;

    AnswerJson(PrintWriter out, Detail detail) {
        this.out = out;
        this.detail = detail;
    }

    @Override
    public void answer(String image, Prediction answer) {
        ObjectNode line = mapper.createObjectNode()
                .put("image", image)
                .put("answer", answer.label())
                .put("unknown", answer.isUnknown())
                .put("score", answer.score())
                .put("probability", answer.probability());
        if (Double.isFinite(answer.margin())) {
            line.put("margin", answer.margin());
        }
        if (Double.isFinite(answer.knownScore())) {
            line.put("known_score", answer.knownScore());
        }
        answer.threshold().ifPresent(t -> line.put("threshold", t.value()));
        ArrayNode classes = line.putArray("classes");
        for (ScoredClass c : answer.top(detail.top())) {
            classes.addObject().put("name", c.name()).put("score", c.score()).put("probability", c.probability());
        }
        answer.set().ifPresent(set -> {
            ArrayNode members = line.putArray("set");
            set.forEach(c -> members.addObject().put("name", c.name()).put("probability", c.probability()));
        });
        if (detail.nearest() > 0) {
            ArrayNode nearest = line.putArray("nearest");
            answer.nearest(detail.nearest()).forEach(near -> put(nearest.addObject(), near));
        }
        out.println(line);
    }

    private static void put(ObjectNode to, NearExample near) {
        to.put("name", near.example().name())
                .put("class", near.className())
                .put("source", near.example().source())
                .put("sha256", near.example().digest().hex())
                .put("similarity", near.similarity());
    }

    @Override
    public void failure(String image, String reason) {
        out.println(mapper.createObjectNode().put("image", image).put("error", reason));
    }
}
