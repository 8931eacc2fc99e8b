package org.imprint.classifier.backboneclass;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.Checks;

/** Reads class names from an ONNX file's metadata, as those who write such files put them there. */
final class ClassNames {

    private static final Set<String> KEYS = Set.of("names", "id2label", "labels", "classes", "class_names");

    /** Also reads Python's way to write a dictionary: {@code {0: 'tench', 1: "goldfish"}}. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private ClassNames() {}

    /** Returns the names in class order; empty if the metadata has none. */
    static Optional<List<String>> of(String where, OnnxMl.ModelProto model, int classes) {
        return model.getMetadataPropsList().stream()
                .filter(p -> KEYS.contains(p.getKey()))
                .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
                .findFirst()
                .map(p -> {
                    List<String> names = names(p.getValue(), classes);
                    Checks.require(
                            names.size() == classes,
                            where + ": metadata '" + p.getKey() + "' must name the " + classes + " classes",
                            names.size());
                    return names;
                });
    }

    private static List<String> names(String text, int classes) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("[") && !trimmed.startsWith("{")) {
            return trimmed.lines().count() > 1 ? trimmed.lines().toList() : List.of(trimmed.split("\\s*,\\s*"));
        }
        List<String> names = new ArrayList<>();
        try {
            JsonNode read = LENIENT.readTree(trimmed);
            if (read.isArray()) {
                read.forEach(name -> names.add(name.asText()));
            } else {
                for (int c = 0; c < classes && read.has(String.valueOf(c)); c++) {
                    names.add(read.get(String.valueOf(c)).asText());
                }
            }
            return names;
        } catch (JsonProcessingException e) {
            return List.of(); // named in no way that we know, which the caller tells
        }
    }
}
