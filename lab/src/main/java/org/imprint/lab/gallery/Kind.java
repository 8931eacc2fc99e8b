package org.imprint.lab.gallery;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.LabelMapping;

/**
 * What figures tell data apart by.
 *
 * @param dataSets names of the data sets
 * @param mapping which classes are put together
 */
record Kind(List<String> dataSets, LabelMapping mapping) {

    /** The task of all classes. */
    static final String ALL = "all";

    private static final Pattern IN_ONE = Pattern.compile("map([1-9][0-9]?)-[0-9]+");
    private static final String IMAGENET = "ImageNet";
    private static final List<String> COMBI_DIGITS = List.of("MNIST", "MNIST-M", "USPS", "SVHN");

    static Kind of(DataChoice data) {
        return new Kind(data.dataSets(), data.mapping());
    }

    /** Returns d if d classes are put together under each label, as the mappings {@code map{d}-{r}} do. */
    OptionalInt inOne() {
        Matcher name = IN_ONE.matcher(mapping.name());
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /** Returns whether it is one data set with its own labels. */
    boolean isPlain() {
        return dataSets.size() == 1 && mapping.isIdentity();
    }

    /** Returns the name in figures. */
    String title() {
        if (dataSets.equals(COMBI_DIGITS)) {
            return "CombiDigits";
        }
        String joined = String.join("+", dataSets);
        return inOne().isPresent() && !joined.equals(IMAGENET) ? joined + ", d in one" : joined;
    }

    /** Returns the name that "d in one" tasks of these have in figures. */
    static String inOneTitle(List<Kind> kinds) {
        return kinds.stream()
                .filter(k -> k.inOne().isPresent())
                .map(Kind::title)
                .findFirst()
                .orElse(IMAGENET);
    }
}
