package org.imprint.app.collapse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.change.KnownClasses;
import org.imprint.lab.sweep.change.MergedClasses;
import org.imprint.lab.sweep.file.CollapseFile;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.NamedMappings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is measured: a file says it, or backbones and data sets are named. */
final class CollapseOptions {

    private static final String NONE = "none";

    @Parameters(paramLabel = "FILE", description = "What to measure, such as configs/paper/collapse.yaml.")
    private Path file;

    @ArgGroup(exclusive = false)
    private Choice choice;

    /** Backbones with data sets. */
    static final class Choice {
        @Option(
                names = "--backbone",
                paramLabel = "NAME",
                required = true,
                split = ",",
                description = "Backbone that made the embeddings; several with commas.")
        private List<String> backbones;

        @Option(
                names = "--dataset",
                paramLabel = "NAME",
                required = true,
                split = ",",
                description = "Data set, or several merged into one: MNIST+USPS; several with commas.")
        private List<String> dataSets;

        @Option(
                names = "--remapping",
                paramLabel = "NAME",
                defaultValue = NONE,
                description = {
                    "Which classes are put together: none, combined (x mod 10 over merged data sets of ten classes),",
                    "map3-7 (a published random remapping of ImageNet) or random_imagenet (all hundred)."
                })
        private String remapping;
    }

    Optional<CollapseFile> file() {
        return Optional.ofNullable(file).map(CollapseFile::read);
    }

    /**
     * Returns what is measured.
     *
     * @param merged in place of the remapping
     * @param known asked for the classes to be merged
     */
    List<CollapseChoice> choices(Optional<MergedClasses> merged, KnownClasses known) {
        Checks.require(
                merged.isEmpty() || choice.remapping.equals(NONE),
                "--merge-classes takes the place of --remapping, which must be " + NONE,
                choice.remapping);
        List<CollapseChoice> choices = new ArrayList<>();
        for (String backbone : choice.backbones) {
            for (String names : choice.dataSets) {
                List<String> dataSets = List.of(names.split("\\+", -1));
                List<LabelMapping> mappings = merged.map(m -> m.of(backbone, dataSets, known))
                        .orElseGet(() -> NamedMappings.of(choice.remapping, dataSets.size()));
                for (LabelMapping mapping : mappings) {
                    choices.add(new CollapseChoice(backbone, dataSets, mapping, Optional.empty()));
                }
            }
        }
        return choices;
    }

    /** Returns what was given, for the notes of a session. */
    String describe() {
        return file != null
                ? file.toString()
                : String.join(",", choice.backbones) + " " + String.join(",", choice.dataSets) + " " + choice.remapping;
    }
}
