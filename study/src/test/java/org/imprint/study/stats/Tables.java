package org.imprint.study.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tables for tests. */
public final class Tables {

    /**
     * The published analysis/cd_diag.py (DATEXIS/IMPRINT at 8f19bcd) with SciPy 1.14.1's wilcoxon; Friedman from SciPy 1.10.1
     * (same formula), pandas 1.5.3, networkx 2.8.8.
     */
    static final JsonNode FIXTURES = read();

    private Tables() {}

    private static JsonNode read() {
        try (InputStream in = Tables.class.getResourceAsStream("/fixtures/stats.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode fixture(String name) {
        for (JsonNode one : FIXTURES) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException(name);
    }

    static Map<String, double[]> columns(JsonNode fixture) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        JsonNode rows = fixture.get("table");
        for (int i = 0; i < fixture.get("methods").size(); i++) {
            double[] column = new double[rows.size()];
            for (int j = 0; j < column.length; j++) {
                column[j] = rows.get(j).get(i).asDouble();
            }
            columns.put(fixture.get("methods").get(i).asText(), column);
        }
        return columns;
    }

    /** Returns a table with blocks b00, b01, … */
    public static ScoreTable of(Map<String, double[]> columns) {
        ScoreTable.Builder builder = ScoreTable.builder();
        columns.forEach((method, column) -> {
            for (int j = 0; j < column.length; j++) {
                builder.add(method, block(j), column[j]);
            }
        });
        return builder.build();
    }

    /** Returns the same cells, added in another order: methods as they were, or shuffled too. */
    static ScoreTable shuffled(Map<String, double[]> columns, Random random, boolean methodsToo) {
        ScoreTable.Builder builder = ScoreTable.builder();
        List<String> methods = new ArrayList<>(columns.keySet());
        if (methodsToo) {
            Collections.shuffle(methods, random);
        }
        for (String method : methods) {
            List<Integer> order = new ArrayList<>();
            for (int j = 0; j < columns.get(method).length; j++) {
                order.add(j);
            }
            Collections.shuffle(order, random);
            order.forEach(j -> builder.add(method, block(j), columns.get(method)[j]));
        }
        return builder.build();
    }

    static String block(int j) {
        return String.format("b%02d", j);
    }

    /** Returns pairs such as {@code a-b:true}: names in order of the alphabet, and whether they are told apart. */
    static List<String> told(Comparison comparison) {
        return comparison.pairs().stream()
                .map(pair -> {
                    String a = comparison.methods().get(pair.first()).label();
                    String b = comparison.methods().get(pair.second()).label();
                    return (a.compareTo(b) < 0 ? a + "-" + b : b + "-" + a) + ":" + pair.different();
                })
                .sorted()
                .toList();
    }

    /** Returns bars by names, such as {@code [a, b]}. */
    public static List<List<String>> bars(Comparison comparison) {
        return comparison.cliques().stream()
                .map(clique -> clique.members().stream()
                        .map(i -> comparison.methods().get(i).label())
                        .toList())
                .toList();
    }
}
