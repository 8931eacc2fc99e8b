package org.imprint.study.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.agg.Weighting;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/** {@code runs.csv} and what pandas and SciPy make of it; {@code make_rankings.py} beside them made both. */
public final class PandasRuns {

    private PandasRuns() {}

    public static JsonNode expected() {
        try (InputStream in = PandasRuns.class.getResourceAsStream("/analysis/rankings.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Runs runs() {
        Runs runs = new Runs();
        List<String> lines = lines();
        List<String> header = List.of(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new HashMap<>();
            String[] cells = line.split(",");
            for (int c = 0; c < cells.length; c++) {
                row.put(header.get(c), cells[c]);
            }
            DataChoice data = new DataChoice(
                    row.get("backbone"),
                    List.of(row.get("dataset")),
                    LabelMapping.none(),
                    new TaskSplits(row.get("task"), List.of(List.of(0, 1))));
            Combination combination = new Combination(data, method(row), Long.parseLong(row.get("seed")));
            runs.add(combination, Double.parseDouble(row.get("acc")), 1);
        }
        return runs;
    }

    private static Method method(Map<String, String> row) {
        return new Method(
                rowNorm(row.get("pre")),
                row.get("post").equals("quantile") ? new QuantileNorm() : rowNorm(row.get("post")),
                rowNorm(row.get("inf")),
                new KeepAll(),
                new WireGenerator(row.get("generator"), Integer.parseInt(row.get("k"))).generator(),
                new WireAggregation(
                                row.get("aggregation"),
                                row.get("distance"),
                                Weighting.of(row.get("weighting")),
                                row.get("aggregation").equals("max")
                                        ? WireAggregation.NO_VOTE
                                        : Integer.parseInt(row.get("m")))
                        .aggregation());
    }

    private static RowNormalization rowNorm(String name) {
        return name.equals("l2") ? new L2Norm() : new NoNorm();
    }

    private static List<String> lines() {
        try (InputStream in = PandasRuns.class.getResourceAsStream("/analysis/runs.csv")) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
