package org.imprint.study.gallery;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.LabelMapping;
import org.imprint.lab.sweep.NamedMappings;

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
    private static final LabelMapping COMBINED =
            NamedMappings.of("combined", COMBI_DIGITS.size()).get(0);

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

    /** Returns the name in figures, which tells the mappings of the same data sets apart, but not those of d classes in one. */
    String title() {
        String joined = String.join("+", dataSets);
        if (inOne().isPresent()) {
            return joined.equals(IMAGENET) ? joined : joined + ", d in one";
        }
        if (mapping.isIdentity()) {
            return joined;
        }
        return isCombiDigits() ? "CombiDigits" : joined + ", " + mapping.name();
    }

    private boolean isCombiDigits() {
        return dataSets.equals(COMBI_DIGITS) && mapping.newLabels().equals(COMBINED.newLabels());
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
