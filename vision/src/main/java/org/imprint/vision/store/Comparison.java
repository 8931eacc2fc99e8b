package org.imprint.vision.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.vision.data.ContentDigest;

/** A finished file beside what would be written now. */
final class Comparison {

    private static final int BLOCK_ROWS = 1 << 14;

    private Comparison() {}

    /** Returns what differs, one line each; empty if nothing does. */
    static List<String> differences(EmbeddingFile file, EmbeddingSpec spec, SampleIndex samples) {
        List<String> differences = new ArrayList<>();
        compare(differences, "rows", samples.size(), file.rows());
        compare(differences, "classes", samples.classNames(), file.classNames());
        differences.addAll(differences(file, spec));
        if (differences.isEmpty()) {
            compareSamples(differences, samples, file);
        }
        return differences;
    }

    /** Returns what differs without a look at the samples. */
    static List<String> differences(EmbeddingFile file, EmbeddingSpec spec) {
        Optional<Provenance> then = file.provenance();
        if (then.isEmpty()) {
            return List.of("it has no provenance");
        }
        Map<String, String> facts = new EmbeddingSpec(file.dimension(), file.precision(), then.get()).facts();
        return EmbeddingSpec.differences(spec.facts(), facts);
    }

    private static void compare(List<String> differences, String what, Object now, Object then) {
        if (!now.equals(then)) {
            differences.add(what + " is " + now + ", was " + then);
        }
    }

    private static void compareSamples(List<String> differences, SampleIndex samples, EmbeddingFile file) {
        int[] labels = file.labels();
        for (int from = 0; from < labels.length && differences.isEmpty(); from += BLOCK_ROWS) {
            int to = Math.min(labels.length, from + BLOCK_ROWS);
            List<String> ids = file.sampleIds(from, to);
            List<ContentDigest> digests = file.sampleDigests(from, to);
            for (int i = 0; i < ids.size() && differences.isEmpty(); i++) {
                int row = from + i;
                compare(differences, "id of row " + row, samples.id(row), ids.get(i));
                compare(differences, "label of row " + row, samples.label(row), labels[row]);
                Optional<ContentDigest> now = samples.digest(row);
                if (now.isPresent() && digests.isEmpty()) {
                    differences.add(
                            "it does not say which images its rows are of, as files of earlier versions do not");
                } else if (now.isPresent()) {
                    compare(differences, "sha256 of " + ids.get(i), now.get(), digests.get(i));
                }
            }
        }
    }
}
