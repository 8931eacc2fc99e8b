package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.vision.data.DataException;

/** {@link ExportFacts} as the metadata of an ONNX model, and back. */
final class Metadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String where;
    private final Map<String, String> entries;

    private Metadata(String where, Map<String, String> entries) {
        this.where = where;
        this.entries = entries;
    }

    static void write(ExportFacts facts, OnnxMl.ModelProto.Builder model) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(ExportNames.FORMAT_KEY, Integer.toString(ExportNames.VERSION));
        ArrayNode classes = JSON.createArrayNode();
        facts.classNames().forEach(classes::add);
        entries.put(ExportNames.CLASSES_KEY, text(classes));
        entries.put(ExportNames.HEAD_KEY, text(head(facts.head())));
        facts.descriptor().ifPresent(d -> entries.put(ExportNames.BACKBONE_KEY, d));
        ArrayNode golden = JSON.createArrayNode();
        facts.golden().forEach(entry -> golden.add(golden(entry, facts)));
        entries.put(ExportNames.GOLDEN_KEY, text(golden));
        entries.forEach((key, value) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    }

    private static ObjectNode head(HeadFacts head) {
        ObjectNode node = JSON.createObjectNode();
        node.put("dimension", head.dim());
        node.put("proxies", head.proxies());
        node.put("norm_inf", head.normInf());
        node.put("aggregation", head.aggregation());
        chances(head.chances(), node);
        head.thresholds().ifPresent(t -> thresholds(t, node.putArray("thresholds")));
        if (!head.known().equals(HeadFacts.PROXY)) {
            node.put("known", head.known());
        }
        return node.put("recipe", head.recipe());
    }

    private static void chances(Calibration chances, ObjectNode head) {
        head.put("temperature", chances.temperature().value());
        TopLabelMap map = chances.map();
        if (!map.equals(TopLabelMap.SAME)) {
            ObjectNode node = head.putObject("map").put("method", map.method().wireName());
            DoubleStream.of(map.answered()).forEach(node.putArray("answered")::add);
            IntStream.of(map.right()).forEach(node.putArray("right")::add);
            IntStream.of(map.sizes()).forEach(node.putArray("sizes")::add);
        }
        chances.sets()
                .ifPresent(
                        s -> head.putObject("sets").put("threshold", s.value()).put("coverage", s.coverage()));
    }

    /** Files without map and sets are those of before there were any. */
    private Calibration chances(JsonNode head) {
        try {
            return Calibration.of(
                            field(ExportNames.HEAD_KEY, head, "temperature").asDouble())
                    .with(head.has("map") ? map(head.get("map")) : TopLabelMap.SAME)
                    .withSets(Optional.ofNullable(head.get("sets"))
                            .map(s -> new ConformalThreshold(
                                    s.path("threshold").asDouble(Double.NaN),
                                    s.path("coverage").asDouble(Double.NaN))));
        } catch (ImprintException e) {
            throw new DataException(where + ": metadata " + ExportNames.HEAD_KEY + ": " + e.getMessage(), e);
        }
    }

    private static TopLabelMap map(JsonNode node) {
        return TopLabelMap.restored(
                Named.find(
                        "method", ProbabilityMethod.class, node.path("method").asText()),
                StreamSupport.stream(node.path("answered").spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray(),
                ints(node.path("right")),
                ints(node.path("sizes")));
    }

    private static int[] ints(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    /** JSON knows no infinity: a class that is never unknown has null. */
    private static void thresholds(List<Float> thresholds, ArrayNode array) {
        for (float threshold : thresholds) {
            if (threshold == Float.NEGATIVE_INFINITY) {
                array.addNull();
            } else {
                array.add(threshold);
            }
        }
    }

    private static ObjectNode golden(Golden golden, ExportFacts facts) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", golden.name());
        node.put(facts.input() == ExportFacts.Input.IMAGES ? "png" : "float32", golden.content());
        node.put("class", golden.className());
        node.put("unknown", golden.isUnknown());
        golden.known().ifPresent(known -> node.put("known", known));
        ArrayNode scores = node.putArray("scores");
        for (float score : golden.scores()) {
            scores.add(score);
        }
        return node;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /**
     * Reads what a model says of itself.
     *
     * @throws DataException if it was not exported by us, or by a later version, or is damaged
     */
    static ExportFacts read(String where, OnnxMl.ModelProto model) {
        Map<String, String> entries = model.getMetadataPropsList().stream()
                .collect(Collectors.toMap(
                        OnnxMl.StringStringEntryProto::getKey,
                        OnnxMl.StringStringEntryProto::getValue,
                        (first, second) -> second));
        Metadata metadata = new Metadata(where, entries);
        String version = metadata.entry(ExportNames.FORMAT_KEY);
        if (!version.equals(Integer.toString(ExportNames.VERSION))) {
            throw new DataException(
                    where + ": " + ExportNames.FORMAT_KEY + " must be " + ExportNames.VERSION + ", was " + version);
        }
        return metadata.facts();
    }

    private String entry(String key) {
        String value = entries.get(key);
        if (value == null) {
            throw new DataException(where + ": must be a classifier that was exported, but has no metadata " + key);
        }
        return value;
    }

    private ExportFacts facts() {
        List<String> classes = new ArrayList<>();
        list(ExportNames.CLASSES_KEY).forEach(name -> classes.add(name.asText()));
        Optional<String> descriptor = Optional.ofNullable(entries.get(ExportNames.BACKBONE_KEY));
        List<Golden> golden = new ArrayList<>();
        for (JsonNode node : list(ExportNames.GOLDEN_KEY)) {
            golden.add(golden(node));
        }
        ExportFacts.Input input = descriptor.isPresent() ? ExportFacts.Input.IMAGES : ExportFacts.Input.EMBEDDINGS;
        return new ExportFacts(input, classes, head(parsed(ExportNames.HEAD_KEY)), descriptor, golden);
    }

    private HeadFacts head(JsonNode node) {
        Optional<List<Float>> thresholds = Optional.empty();
        if (node.has("thresholds")) {
            List<Float> all = new ArrayList<>();
            node.get("thresholds").forEach(t -> all.add(t.isNull() ? Float.NEGATIVE_INFINITY : (float) t.asDouble()));
            thresholds = Optional.of(all);
        }
        return new HeadFacts(
                field(ExportNames.HEAD_KEY, node, "dimension").asInt(),
                field(ExportNames.HEAD_KEY, node, "proxies").asInt(),
                field(ExportNames.HEAD_KEY, node, "norm_inf").asText(),
                field(ExportNames.HEAD_KEY, node, "aggregation").asText(),
                chances(node),
                thresholds,
                field(ExportNames.HEAD_KEY, node, "recipe").asText(),
                node.path("known").asText(HeadFacts.PROXY));
    }

    private Golden golden(JsonNode node) {
        String key = ExportNames.GOLDEN_KEY;
        JsonNode content = node.has("png") ? node.get("png") : field(key, node, "float32");
        JsonNode scores = field(key, node, "scores");
        float[] numbers = new float[scores.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) scores.get(i).asDouble();
        }
        try {
            byte[] bytes = content.binaryValue();
            if (bytes == null) {
                throw new DataException(
                        where + ": metadata " + key + " must hold base64, was " + content.getNodeType());
            }
            return new Golden(
                    field(key, node, "name").asText(),
                    bytes,
                    field(key, node, "class").asText(),
                    numbers,
                    field(key, node, "unknown").asBoolean(),
                    node.has("known") ? Optional.of((float) node.get("known").asDouble()) : Optional.empty());
        } catch (IOException e) {
            throw new DataException(where + ": metadata " + key + " must hold base64: " + e.getMessage(), e);
        }
    }

    private JsonNode field(String key, JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new DataException(where + ": metadata " + key + " must have " + name + ", has none");
        }
        return field;
    }

    private ArrayNode list(String key) {
        if (parsed(key) instanceof ArrayNode list) {
            return list;
        }
        throw new DataException(where + ": metadata " + key + " must be a JSON list");
    }

    private JsonNode parsed(String key) {
        try {
            return JSON.readTree(entry(key));
        } catch (JsonProcessingException e) {
            throw new DataException(where + ": metadata " + key + " must be JSON, but is not", e);
        }
    }
}
