package org.imprint.vision.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.Checks;

/**
 * Everything that the numbers of an embeddings file depend on. Two files with equal provenance and samples hold equal bytes.
 *
 * @param backbone name of the backbone
 * @param backboneSha256 digest of its ONNX file, 64 lower-case hexadecimal digits
 * @param preprocessing the preprocessing as JSON
 * @param lambda the backbone's ridge λ &gt; 0 for least squares, if it has one; no number of the file depends on it
 * @param dataSet name of the data set
 * @param source where its images were read from
 * @param split {@code train}, {@code test}, … or empty if there is only one
 * @param batch images per inference; a backbone's last bits may depend on it
 * @param libraries versions of the libraries that computed the numbers, this one included, by name
 */
public record Provenance(
        String backbone,
        String backboneSha256,
        String preprocessing,
        OptionalDouble lambda,
        String dataSet,
        String source,
        String split,
        int batch,
        SortedMap<String, String> libraries) {

    /** The largest batch that can be stated. */
    static final int MAX_BATCH = 1 << 20;

    /** Copies the map. */
    public Provenance {
        Checks.inRange("provenance.batch", batch, 1, MAX_BATCH);
        lambda.ifPresent(l -> Checks.positive("provenance.lambda", l));
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    }

    /** Returns what differs between this and {@code other}, one line each: {@code name is a, was b}. */
    List<String> differences(Provenance other) {
        List<String> lines = new ArrayList<>();
        compare(lines, "backbone", backbone, other.backbone);
        compare(lines, "backbone sha256", backboneSha256, other.backboneSha256);
        compare(lines, "preprocessing", preprocessing, other.preprocessing);
        compare(lines, "lambda", show(lambda), show(other.lambda));
        compare(lines, "data set", dataSet, other.dataSet);
        compare(lines, "source", source, other.source);
        compare(lines, "split", split, other.split);
        compare(lines, "batch", batch, other.batch);
        compare(lines, "libraries", libraries, other.libraries);
        return lines;
    }

    private static String show(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "none";
    }

    private static void compare(List<String> lines, String what, Object mine, Object theirs) {
        if (!mine.equals(theirs)) {
            lines.add(what + " is " + mine + ", was " + theirs);
        }
    }
}
