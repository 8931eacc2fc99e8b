package org.imprint.lab.sweep.label;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.ImprintException;

/** The paper's label mappings by their names in files. */
public final class NamedMappings {

    private static final int DIGITS = 10;
    private static final Pattern RANDOM = Pattern.compile("map([0-9]{1,2})-([0-9])");

    private NamedMappings() {}

    /**
     * Returns the mappings that a name stands for.
     *
     * @param name {@code none}; {@code combined}, label x becomes x mod 10, for merged data sets of ten classes each;
     *     {@code map1-0} to {@code map10-9}, see {@link RandomClassRemappings}; or {@code random_imagenet}, all of these
     * @param dataSets how many data sets are merged
     * @throws ImprintException if there is no such mapping
     */
    public static List<LabelMapping> of(String name, int dataSets) {
        Matcher random = RANDOM.matcher(name);
        if (random.matches()) {
            return List.of(
                    RandomClassRemappings.of(Integer.parseInt(random.group(1)), Integer.parseInt(random.group(2))));
        }
        return switch (name) {
            case "none" -> List.of(LabelMapping.none());
            case "combined" -> List.of(combined(dataSets));
            case "random_imagenet" -> RandomClassRemappings.all();
            default ->
                throw new ImprintException(
                        "remapping must be none, combined, random_imagenet or map1-0 to map10-9, was '" + name + "'");
        };
    }

    private static LabelMapping combined(int dataSets) {
        Map<Integer, Integer> newLabels = new LinkedHashMap<>();
        for (int digit = 0; digit < DIGITS; digit++) {
            for (int t = 0; t < dataSets; t++) {
                newLabels.put(DIGITS * t + digit, digit);
            }
        }
        return new LabelMapping("combined", newLabels);
    }
}
