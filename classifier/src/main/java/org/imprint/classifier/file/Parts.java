package org.imprint.classifier.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The structured parts of a file, as JSON has them; names of fields are names in files. */
final class Parts {

    private Parts() {}

    /**
     * What a classifier is made by.
     *
     * @param falseReject missing if nothing is to be taken for none of the classes
     * @param certainty what else is asked beside answers; missing for what is asked unless told otherwise
     */
    record Settings(
            RecipePart recipe,
            long seed,
            String precision,
            String keeping,
            Double falseReject,
            CertaintyPart certainty,
            int dimension) {}

    /**
     * One class that is there.
     *
     * @param proxies k
     * @param examples how many are kept
     * @param threshold missing if there is none
     * @param borrowed true if the threshold comes from all classes, missing if not
     * @param chosen why it has so many proxies; missing where the recipe says k
     */
    record OfClass(
            String name,
            int learned,
            int proxies,
            int examples,
            Double threshold,
            Boolean borrowed,
            CountPart chosen) {}

    /** All classes in their order. @param temperature turns their scores into probabilities @param found missing if nothing else was */
    record Classes(List<OfClass> classes, double temperature, FoundPart found) {}

    /**
     * Names of examples, in the order of their rows.
     *
     * @param sources each once
     * @param sourceOf place of each example's source among them
     */
    record Examples(List<String> names, List<String> sources, int[] sourceOf) {}

    /**
     * What was done.
     *
     * @param examples those that only changes keep, in the order of their rows
     * @param sets how many members each set of examples has that only changes keep
     * @param proxies how many rows each matrix of proxies has that only changes keep
     * @param classes those that only changes keep
     */
    record History(
            Examples examples,
            int[] sets,
            int[] proxies,
            List<PastClass> classes,
            List<Entry> done,
            List<Entry> undone) {}

    /**
     * A class that only changes keep.
     *
     * @param set its examples: −1 none, c in [0, C) those of class c, C + i the i-th set
     * @param proxies c in [0, C) those of class c, C + i the i-th matrix
     * @param threshold missing if there is none
     * @param borrowed true if the threshold comes from all classes, missing if not
     * @param chosen why it has so many proxies; missing where the recipe says k
     */
    record PastClass(
            String name, int learned, int set, int proxies, Double threshold, Boolean borrowed, CountPart chosen) {}

    /** One change. */
    record Entry(int number, String at, ChangePart change, List<Edit> edits) {}

    /** One edit. @param before,after missing for none; c in [0, C) class c, C + i the i-th of those that only changes keep */
    record Edit(int at, Integer before, Integer after) {}

    /** Where embeddings come from. */
    record Backbone(String sha256, String runtime, JsonNode descriptor) {}

    /** Golden answers. */
    record Golden(List<String> labels) {}

    /** Sums of least squares. @param rounding an estimate of their error */
    record Sums(double rounding) {}
}
