package org.imprint.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in the exposition format of Prometheus, version 0.0.4, read by its published rules: lines end with a line feed; HELP and TYPE
 * come once for each name, before its samples, which are together; names and labels are of their alphabets; no sample is there twice;
 * buckets grow to {@code +Inf}, which is the count.
 */
record Exposition(Map<String, Double> samples, Set<String> names) {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\",?)*\\})? (\\S+)( -?\\d+)?");
    private static final Pattern SUFFIX = Pattern.compile("(.+)_(bucket|sum|count)");

    static Exposition parse(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        Map<String, String> types = new HashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, Boolean> families = new LinkedHashMap<>();
        String family = "";
        for (String line : text.split("\n")) {
            Matcher comment = COMMENT.matcher(line);
            if (line.startsWith("#")) {
                assertThat(comment.matches()).as(line).isTrue();
                if (comment.group(1).equals("TYPE")) {
                    assertThat(comment.group(3)).isIn("counter", "gauge", "histogram", "summary", "untyped");
                    assertThat(types.put(comment.group(2), comment.group(3)))
                            .as(line)
                            .isNull();
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String name = sample.group(1);
            Matcher suffix = SUFFIX.matcher(name);
            String of = suffix.matches() && types.containsKey(suffix.group(1)) ? suffix.group(1) : name;
            assertThat(types).as(line).containsKey(of);
            if (!of.equals(family)) {
                assertThat(families.put(of, true))
                        .as("samples of " + of + " are together")
                        .isNull();
                family = of;
            }
            String labels = sample.group(2) == null ? "" : sample.group(2);
            assertThat(samples.put(name + labels, number(sample.group(3))))
                    .as(line)
                    .isNull();
        }
        requireBuckets(samples);
        return new Exposition(samples, families.keySet());
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void requireBuckets(Map<String, Double> samples) {
        Map<String, Double> last = new HashMap<>();
        samples.forEach((name, value) -> {
            int le = name.indexOf(",le=\"");
            if (name.contains("_bucket{")) {
                String of = name.substring(0, le);
                assertThat(value).as(name).isGreaterThanOrEqualTo(last.getOrDefault(of, 0.0));
                last.put(of, value);
                if (name.contains("+Inf")) {
                    assertThat(value).isEqualTo(samples.get(of.replace("_bucket{", "_count{") + "}"));
                }
            }
        });
    }

    double value(String sample) {
        assertThat(samples).containsKey(sample);
        return samples.get(sample);
    }
}
