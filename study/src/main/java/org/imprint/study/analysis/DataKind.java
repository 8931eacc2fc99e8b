package org.imprint.study.analysis;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.NamedMappings;

/**
 * What figures tell data apart by: tasks of d classes in one, and all others.
 *
 * <p>The only rule for it, in the figures of an analysis and on the page of a report alike: d classes are in one if the remapping is
 * called {@code map{d}-{r}}, d = 1 included. Data without a remapping, or with one of another name, is data of its own, whatever the
 * number of its classes.
 *
 * @param dataSets names of the data sets
 * @param mapping which classes are put together
 */
public record DataKind(List<String> dataSets, LabelMapping mapping) {

    /** The task of all classes. */
    public static final String ALL = "all";

    private static final Pattern IN_ONE = Pattern.compile("map([1-9][0-9]?)-[0-9]+");
    private static final String IMAGENET = "ImageNet";
    private static final List<String> COMBI_DIGITS = List.of("MNIST", "MNIST-M", "USPS", "SVHN");
    private static final LabelMapping COMBINED =
            NamedMappings.of("combined", COMBI_DIGITS.size()).get(0);

    /** Returns the kind of the data of a run. */
    public static DataKind of(DataChoice data) {
        return new DataKind(data.dataSets(), data.mapping());
    }

    /** Returns the kind of embeddings whose collapse was measured. */
    public static DataKind of(CollapseResult result) {
        return new DataKind(result.dataSets(), result.mapping());
    }

    /** Returns whether a run is on the task of all classes, which figures on kinds of data are about. */
    public static boolean isWhole(DataChoice data) {
        return data.task().name().equals(ALL);
    }

    /** Returns d if d classes are put together under each label, as the mappings {@code map{d}-{r}} do. */
    public OptionalInt inOne() {
        Matcher name = IN_ONE.matcher(mapping.name());
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /** Returns whether it is one data set with its own labels. */
    public boolean isPlain() {
        return dataSets.size() == 1 && mapping.isIdentity();
    }

    /** Returns the name in figures, which tells the mappings of the same data sets apart, but not those of d classes in one. */
    public String title() {
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
    public static String inOneTitle(List<DataKind> kinds) {
        return kinds.stream()
                .filter(k -> k.inOne().isPresent())
                .map(DataKind::title)
                .findFirst()
                .orElse(IMAGENET);
    }
}
