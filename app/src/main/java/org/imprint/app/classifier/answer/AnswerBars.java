package org.imprint.app.classifier.answer;

import java.io.PrintWriter;
import java.util.List;
import org.imprint.app.text.Terminal;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;

/** Answers on a terminal: the image, and a bar for each class, as long as the class is probable. */
record AnswerBars(PrintWriter out, Detail detail) implements AnswerWriter {

    private static final int WIDTH = 30;

    /** Parts of a column, from none to seven eighths. */
    private static final List<String> PARTS = List.of("", "▏", "▎", "▍", "▌", "▋", "▊", "▉");

    @Override
    public void answer(String image, Prediction answer) {
        out.println(Terminal.oneLine(image) + (answer.isUnknown() ? "  unknown; nearest:" : ""));
        List<ScoredClass> top = answer.top(detail.top());
        int width = top.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        for (ScoredClass c : top) {
            String percent = AnswerWords.percent(c);
            out.println("  " + c.name() + " ".repeat(width - c.name().length()) + "  " + bar(c.probability()) + "  "
                    + " ".repeat(Math.max(0, "100.0 %".length() - percent.length())) + percent);
        }
        AnswerWords.set(answer).forEach(out::println);
        AnswerWords.nearest(answer, detail).forEach(out::println);
    }

    /** Returns a bar of {@value #WIDTH} columns, {@code probability} of which are full, to an eighth of a column. */
    static String bar(double probability) {
        int eighths = (int) Math.round(probability * WIDTH * PARTS.size());
        String full = "█".repeat(eighths / PARTS.size()) + PARTS.get(eighths % PARTS.size());
        return full + " ".repeat(WIDTH - full.length());
    }
}
