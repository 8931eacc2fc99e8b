package org.imprint.lab.store.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.sweep.Combination;

/** Reads published result files; {@link ImprintException} that says why where one cannot be used. */
final class ResultFileReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ResultFileReader() {}

    static ResultFile read(Path file) throws IOException {
        Fields fields = new Fields(parse(file));
        Combination combination = CombinationFields.combination(fields);
        String id = combination.publishedId().toString();
        String name = file.getFileName().toString();
        Checks.require(name.equals(id + ResultFile.ENDING), "file name must be the id of its combination, " + id, name);
        boolean continual = combination.data().task().isContinual();
        String prefix = continual ? "final_tasks" : "task";
        return new ResultFile(
                combination, scores(fields, prefix), fields.real("runtime"), createdAt(fields.text("created_at")));
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            Checks.require(root != null && root.isObject(), "file must hold one JSON object", "something else");
            return root;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ImprintException(
                    "is no whole JSON text" + place + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static PublishedScores scores(Fields fields, String prefix) {
        JsonNode f1s = fields.need(prefix + "_f1s");
        List<Double> f1 = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        if (!f1s.isEmpty()) {
            Fields columns = new Fields(f1s);
            f1.addAll(columns.reals("one-vs-rest-f1"));
            sizes.addAll(columns.integers("class_size"));
            Checks.require(
                    sizes.isEmpty() || sizes.size() == f1.size(),
                    "class_size must have " + f1.size() + " classes",
                    sizes.size());
        }
        return new PublishedScores(
                fields.real(prefix + "_acc"),
                f1,
                sizes,
                fields.has("task_train_acc")
                        ? OptionalDouble.of(fields.real("task_train_acc"))
                        : OptionalDouble.empty());
    }

    private static Instant createdAt(String text) {
        try {
            return ResultFile.CREATED_AT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new ImprintException("created_at must be like 2025-03-01_12:30:00, was '" + text + "'", e);
        }
    }
}
