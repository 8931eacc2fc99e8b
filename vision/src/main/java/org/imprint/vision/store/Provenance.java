package org.imprint.vision.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.Checks;

/**
 * Everything that the numbers of an embeddings file depend on. Two files with equal provenance and samples hold equal bytes.
 *
 * @param backbone name of the backbone
 * @param backboneSha256 digest of its whole content, 64 lower-case hexadecimal digits
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

    /** Returns everything by the name that it has in messages. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("backbone", backbone);
        facts.put("backbone sha256", backboneSha256);
        facts.put("preprocessing", preprocessing);
        facts.put("lambda", lambda.isPresent() ? Double.toString(lambda.getAsDouble()) : "none");
        facts.put("data set", dataSet);
        facts.put("source", source);
        facts.put("split", split);
        facts.put("batch", Integer.toString(batch));
        facts.put("libraries", libraries.toString());
        return facts;
    }
}
