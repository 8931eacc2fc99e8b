package org.imprint.study.reproduce.section;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.text.Spelling;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.Sweep;

/** A section of the published README. */
public enum Section implements Named {
    /** The table of the README: five recipes. */
    PREVIOUS_METHODS("previous-methods", "Previous methods", "previous-methods"),
    /** Generators and normalisations under max. */
    AGGREGATION_FIXED(
            "5.1-aggregation-fixed",
            "Generators and normalisations (section 5.1, table 1)",
            "section-5.1-aggregation-fixed",
            "section-5.1-aggregation-fixed-kls"),
    /** Aggregations. */
    AGGREGATION_FOCUS(
            "5.1-aggregation-focus",
            "Aggregations (section 5.1)",
            "section-5.1-aggregation-focus",
            "section-5.1-aggregation-focus-kls"),
    /** Accuracy over k. */
    FIGURE_6("figure-6", "Accuracy over k (figure 6)", "figure-6"),
    /** Few samples. */
    LOW_DATA("5.2", "Few samples (section 5.2, figure 10)", "section-5.2", "section-5.2-kls"),
    /** d ImageNet classes in one. */
    IMAGENET(
            "5.3-imagenet",
            "Several ImageNet classes in one (section 5.3)",
            "section-5.3-imagenet",
            "section-5.3-imagenet-kls"),
    /** Digits of four data sets in one. */
    COMBIDIGITS(
            "5.3-combidigits",
            "Digits of several data sets in one (section 5.3)",
            "section-5.3-combidigits",
            "section-5.3-combidigits-kls"),
    /** Data sets with one class per label. */
    OTHERS(
            "5.3-others",
            "Data sets of one class per label (section 5.3)",
            "section-5.3-others",
            "section-5.3-others-kls"),
    /** Neural collapse; measurements, no sweep. */
    COLLAPSE("collapse", "Neural collapse (section 5.3, figures 11a and 12)");

    /** Stands for all sections on the command line. */
    public static final String ALL = "all";

    private final String wireName;
    private final String title;
    private final List<String> files;

    Section(String wireName, String title, String... files) {
        this.wireName = wireName;
        this.title = title;
        this.files = List.of(files);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the heading. */
    public String title() {
        return title;
    }

    /** Returns the sweeps of the section, as the paper's files have them. */
    public List<Sweep> sweeps() {
        return files.stream().map(PaperFiles::sweep).toList();
    }

    /** Returns the measurements of the section, as the paper's file has them; empty but for {@link #COLLAPSE}. */
    public List<CollapseChoice> measurements() {
        return this == COLLAPSE ? PaperFiles.collapse("collapse") : List.of();
    }

    /** Returns the names of the section's files in {@code configs/paper}, without ending. */
    public List<String> files() {
        return this == COLLAPSE ? List.of("collapse") : files;
    }

    /**
     * Returns the sections that names stand for, each once, in the order of this type.
     *
     * @param names wire names, or {@value #ALL}
     * @throws ImprintException if one is unknown, naming the legal ones
     */
    public static List<Section> parse(List<String> names) {
        for (String name : names) {
            if (!name.equals(ALL) && find(name).isEmpty()) {
                List<String> legal =
                        Arrays.stream(values()).map(Section::wireName).collect(Collectors.toList());
                legal.add(ALL);
                throw new ImprintException("section must be one of " + String.join(", ", legal) + ", was '" + name
                        + "'"
                        + Spelling.hint(name, legal));
            }
        }
        return Arrays.stream(values())
                .filter(s -> names.contains(ALL) || names.contains(s.wireName))
                .toList();
    }

    private static Optional<Section> find(String name) {
        return Arrays.stream(values()).filter(s -> s.wireName.equals(name)).findFirst();
    }
}
