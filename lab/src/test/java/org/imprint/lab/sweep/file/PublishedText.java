package org.imprint.lab.sweep.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.sweep.Fixtures;

/**
 * The published configuration files written anew from their axes (fixture paper-sweeps.json), in the published manner: JSON with
 * comments, trailing commas and integer keys.
 */
final class PublishedText {

    private PublishedText() {}

    static List<String> files() {
        List<String> files = new ArrayList<>();
        Fixtures.json("paper-sweeps.json").fieldNames().forEachRemaining(files::add);
        return files;
    }

    static String of(String file) {
        JsonNode axes = Fixtures.json("paper-sweeps.json").get(file);
        StringBuilder out = new StringBuilder("{\n");
        axes.fieldNames().forEachRemaining(key -> {
            JsonNode value = axes.get(key);
            out.append("    \"").append(key).append("\": ");
            out.append(key.equals("label_remappings") ? remappings(value) : value.toString());
            out.append(",  # it's \"").append(key).append("\", # commented\n");
        });
        return out.append("}\n").toString();
    }

    private static String remappings(JsonNode value) {
        if (value.isTextual()) {
            return "{\n        \"RANDOM_CLASS_REMAPPINGS\": {}, # will be filled in\n    }";
        }
        if (!value.has("combined")) {
            return value.toString();
        }
        StringBuilder map = new StringBuilder();
        for (int label = 0; label < 10; label++) {
            for (int set = 0; set < 4; set++) {
                map.append(label + 10 * set).append(": ").append(label).append(", ");
            }
        }
        return "{\"combined\": {" + map + "},}";
    }
}
