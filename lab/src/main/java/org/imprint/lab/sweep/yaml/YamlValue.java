package org.imprint.lab.sweep.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.imprint.core.text.Spelling;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a file, with its place. What is wrong with it goes to the problems of the file; the answer is then empty.
 */
public final class YamlValue {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern OLD_BOOLEAN = Pattern.compile("(?i)yes|no|on|off");

    private final Node node;
    private final String path;
    private final YamlText text;
    private final Problems problems;

    YamlValue(Node node, String path, YamlText text, Problems problems) {
        this.node = node;
        this.path = path;
        this.text = text;
        this.problems = problems;
    }

    /** Adds a problem of this value. */
    public void problem(String what) {
        problems.add(path.isEmpty() ? "file" : path, line(node), what);
    }

    /** Adds a problem of this value that ends with the value. */
    public void mustBe(String legal) {
        problem("must be " + legal + ", was " + described());
    }

    /** Returns whether it has keys. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Returns whether it is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Returns the values of a mapping by key, in order; keys outside the legal ones are problems. */
    public Map<String, YamlValue> fields(Collection<String> legal, Function<String, Optional<String>> retired) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        entries("a mapping with keys of " + String.join(", ", legal)).forEach((key, value) -> {
            if (legal.contains(key)) {
                fields.put(key, value);
            } else {
                value.problem(retired.apply(key).orElseGet(() -> "unknown key" + Spelling.hintOrAll(key, legal)));
            }
        });
        return fields;
    }

    /** Returns the values of a mapping by key, whatever the keys, in order. */
    public Map<String, YamlValue> entries(String legal) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            mustBe(legal);
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                YamlValue value = child(tuple.getValueNode(), (path.isEmpty() ? "" : path + ".") + key.getValue());
                if (entries.putIfAbsent(key.getValue(), value) != null) {
                    new YamlValue(key, value.path, text, problems).problem("is given twice");
                }
            } else {
                child(tuple.getKeyNode(), path).problem("a key must be a word or a number");
            }
        }
        return entries;
    }

    /** Returns the entries of a mapping whose keys are integers without quotes. */
    public Map<Integer, YamlValue> integerEntries(String legal) {
        Map<Integer, YamlValue> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                YamlValue key = child(tuple.getKeyNode(), path);
                key.integer(0, Integer.MAX_VALUE, "a key that is a class label, an integer >= 0 without quotes")
                        .ifPresent(k -> {
                            YamlValue value = child(tuple.getValueNode(), path + "." + k);
                            if (entries.putIfAbsent(k, value) != null) {
                                value.problem("is given twice");
                            }
                        });
            }
        } else {
            mustBe(legal);
        }
        return entries;
    }

    /** Returns the elements of a list of at least one. */
    public List<YamlValue> list(String ofWhat) {
        List<YamlValue> elements = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                elements.add(child(element, path + "[" + elements.size() + "]"));
            }
        }
        if (elements.isEmpty()) {
            mustBe("a list of " + ofWhat);
        }
        return elements;
    }

    /** Returns the elements of a list of at least one, or this value alone if it is no list. */
    public List<YamlValue> oneOrMore(String ofWhat) {
        return isList() ? list(ofWhat) : List.of(this);
    }

    /** Returns an integer. */
    public Optional<Integer> integer(int lo, int hi, String legal) {
        return wide(lo, hi, legal).map(Long::intValue);
    }

    /** Returns an integer. */
    public Optional<Long> wide(long lo, long hi, String legal) {
        if (node instanceof ScalarNode s
                && node.getTag().equals(Tag.INT)
                && INTEGER.matcher(s.getValue()).matches()) {
            long value = Long.parseLong(s.getValue());
            if (value >= lo && value <= hi) {
                return Optional.of(value);
            }
        }
        mustBe(legal);
        return Optional.empty();
    }

    /** Returns a {@link Long} if the file has an integer, a {@link Double} if it has another finite number. */
    public Optional<Number> number(String legal) {
        if (node instanceof ScalarNode s) {
            if (node.getTag().equals(Tag.INT) && INTEGER.matcher(s.getValue()).matches()) {
                return Optional.of(Long.valueOf(s.getValue()));
            }
            if (node.getTag().equals(Tag.FLOAT) && DECIMAL.matcher(s.getValue()).matches()) {
                return Optional.of(Double.valueOf(s.getValue()));
            }
        }
        mustBe(legal);
        return Optional.empty();
    }

    /** Returns a word or text that is not blank. */
    public Optional<String> text(String legal) {
        if (node instanceof ScalarNode s
                && node.getTag().equals(Tag.STR)
                && !s.getValue().isBlank()) {
            if (s.isPlain() && OLD_BOOLEAN.matcher(s.getValue()).matches()) {
                problem("must be in quotes: some readers of YAML take " + s.getValue() + " for a truth value");
                return Optional.empty();
            }
            return Optional.of(s.getValue());
        }
        mustBe(legal);
        return Optional.empty();
    }

    /** Returns the constant that is named. */
    public <T> Optional<T> choice(List<T> constants, Function<T, String> wireName) {
        List<String> legal = constants.stream().map(wireName).toList();
        if (node instanceof ScalarNode s && node.getTag().equals(Tag.STR)) {
            int at = legal.indexOf(s.getValue());
            if (at >= 0) {
                return Optional.of(constants.get(at));
            }
            problem("must be one of " + String.join(", ", legal) + ", was " + described()
                    + Spelling.hint(s.getValue(), legal));
        } else {
            mustBe("one of " + String.join(", ", legal));
        }
        return Optional.empty();
    }

    /** Returns what it is, for a message. */
    public String described() {
        if (node instanceof ScalarNode s) {
            return node.getTag().equals(Tag.STR)
                    ? "'" + s.getValue() + "'"
                    : s.getValue().isEmpty() ? "empty" : s.getValue();
        }
        if (node instanceof SequenceNode s) {
            return s.getValue().isEmpty() ? "an empty list" : "a list";
        }
        return ((MappingNode) node).getValue().isEmpty() ? "an empty mapping" : "a mapping";
    }

    private YamlValue child(Node child, String childPath) {
        return new YamlValue(child, childPath, text, problems);
    }

    private int line(Node at) {
        return at.getStartMark().map(text::line).orElse(1);
    }
}
