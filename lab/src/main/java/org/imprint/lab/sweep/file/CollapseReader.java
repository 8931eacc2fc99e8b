package org.imprint.lab.sweep.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.yaml.Problems;
import org.imprint.lab.sweep.yaml.YamlText;
import org.imprint.lab.sweep.yaml.YamlValue;

/**
 * Reads a file of measurements of neural collapse.
 *
 * <pre>
 *   schema: 1
 *   collapse:                   # what: every backbone with every data set and remapping
 *     backbones: [resnet18, vit_b_16]
 *     datasets: [MNIST, [MNIST, USPS]]          # a list within the list: merged into one
 *     label_remappings: {none: {}, parity: {0: [0, 2, 4], 1: [1, 3, 5]}}
 *     split: train                              # left out: train where it is there, else val, else test
 *     grids: [{…}, {…}]                         # one after the other; what they leave out is taken from above
 *   run: {memory: 4GiB, output: results}        # how
 * </pre>
 */
final class CollapseReader {

    static final String SECTION = "collapse";

    private static final List<String> KEYS = List.of("backbones", "datasets", "label_remappings", "split");

    private CollapseReader() {}

    static CollapseFile read(Path path, String content) {
        String name = path.toString();
        Problems problems = new Problems();
        YamlValue root = YamlText.of(content).parse(name, problems);
        Map<String, YamlValue> fields = root.fields(List.of("schema", SECTION, "run"), CollapseReader::elsewhere);
        OwnReader.checkSchema(root, fields.get("schema"));
        RunSettings run = fields.containsKey("run") ? OwnReader.run(fields.get("run")) : RunSettings.none();
        List<CollapseChoice> choices = List.of();
        if (fields.containsKey(SECTION)) {
            choices = choices(fields.get(SECTION));
        } else {
            root.problem(SECTION + " is required");
        }
        problems.throwIfAny(name);
        return new CollapseFile(path, choices, run);
    }

    private static Optional<String> elsewhere(String key) {
        if (key.equals("sweep")) {
            return Optional.of("is a sweep of runs; measurements stand in '" + SECTION + "'");
        }
        return OwnGridReader.KEYS.contains(key)
                ? Optional.of("is a key of sweeps: a measurement of embeddings has none")
                : Optional.empty();
    }

    private static List<CollapseChoice> choices(YamlValue value) {
        List<String> legal = new ArrayList<>(KEYS);
        legal.add(OwnReader.GRIDS);
        Map<String, YamlValue> shared = new LinkedHashMap<>(value.fields(legal, CollapseReader::elsewhere));
        YamlValue grids = shared.remove(OwnReader.GRIDS);
        Set<CollapseChoice> choices = new LinkedHashSet<>();
        if (grids == null) {
            choices.addAll(grid(value, shared));
        } else {
            for (YamlValue grid : grids.list("grids")) {
                Map<String, YamlValue> fields = new LinkedHashMap<>(shared);
                fields.putAll(grid.fields(KEYS, CollapseReader::elsewhere));
                choices.addAll(grid(grid, fields));
            }
        }
        return List.copyOf(choices);
    }

    private static List<CollapseChoice> grid(YamlValue where, Map<String, YamlValue> fields) {
        List<String> backbones = axis(
                where, fields, "backbones", v -> WireValues.backbone(v).stream().toList());
        List<DataSets> dataSets = axis(where, fields, "datasets", OwnGridReader::dataSets);
        List<LabelMapping> mappings = fields.containsKey("label_remappings")
                ? Labels.ourMappings(fields.get("label_remappings"))
                : List.of(LabelMapping.none());
        Optional<String> split = Optional.ofNullable(fields.get("split")).flatMap(WireValues::split);
        Optional<String> tooMany = Sizes.tooMany(
                "a grid must have at most %s measurements",
                Sizes.product(backbones.size(), dataSets.size(), mappings.size()), Sizes.MOST_DATA);
        if (tooMany.isPresent()) {
            where.problem(tooMany.get());
            return List.of();
        }
        List<CollapseChoice> choices = new ArrayList<>();
        for (String backbone : backbones) {
            for (DataSets merged : dataSets) {
                mappings.forEach(m -> choices.add(new CollapseChoice(backbone, merged.names(), m, split)));
            }
        }
        return choices;
    }

    private static <T> List<T> axis(
            YamlValue where, Map<String, YamlValue> fields, String key, Function<YamlValue, Collection<T>> read) {
        if (!fields.containsKey(key)) {
            where.problem(key + " is required");
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (YamlValue entry : fields.get(key).oneOrMore("values")) {
            for (T value : read.apply(entry)) {
                if (values.contains(value)) {
                    entry.problem("gives again what the axis has already: " + entry.described());
                }
                values.add(value);
            }
        }
        return values;
    }
}
