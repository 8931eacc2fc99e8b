package org.imprint.app.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.text.Digits;

/** JSON facts as lines for people: key, value; what is nested is indented. */
final class FactLines {

    private static final int WIDTH = 16;

    private FactLines() {}

    /** Returns the lines. */
    static List<String> of(ObjectNode facts) {
        List<String> lines = new ArrayList<>();
        add(lines, facts, "");
        return lines;
    }

    private static void add(List<String> lines, ObjectNode facts, String indent) {
        facts.properties().forEach(fact -> {
            String key = indent + fact.getKey().replace('_', ' ');
            if (fact.getValue() instanceof ObjectNode nested && !nested.isEmpty()) {
                lines.add(key);
                add(lines, nested, indent + "  ");
            } else {
                String pad = " ".repeat(Math.max(1, WIDTH - key.length()));
                lines.add(key + pad + text(fact.getValue()));
            }
        });
    }

    /** Returns a value as people write it. */
    static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(text(item)));
            return String.join(", ", items);
        }
        if (value.isIntegralNumber()) {
            return Digits.count(value.longValue());
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }
}
