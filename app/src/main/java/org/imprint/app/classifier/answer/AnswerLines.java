package org.imprint.app.classifier.answer;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.imprint.app.text.Terminal;
import org.imprint.classifier.Prediction;

/** Answers as plain lines, {@code a.jpg: heron 97.1 %, stork 2.1 %}. */
record AnswerLines(PrintWriter out, Detail detail) implements AnswerWriter {

    @Override
    public void answer(String image, Prediction answer) {
        out.println(Terminal.oneLine(image) + ": " + (answer.isUnknown() ? "unknown, nearest " : "")
                + answer.top(detail.top()).stream()
                        .map(c -> c.name() + " " + AnswerWords.percent(c))
                        .collect(Collectors.joining(", ")));
        AnswerWords.set(answer).forEach(out::println);
        AnswerWords.nearest(answer, detail).forEach(out::println);
    }
}
