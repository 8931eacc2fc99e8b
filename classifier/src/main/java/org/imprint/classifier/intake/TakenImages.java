package org.imprint.classifier.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.cache.EmbeddedImages;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;

/**
 * The images of a source, embedded and sorted by class; of equal images of one class the first counts.
 *
 * <p>Immutable.
 */
public final class TakenImages {

    private final SampleSource source;
    private final EmbeddedImages embedded;
    private final Map<String, OfClass> classes = new LinkedHashMap<>();
    private final List<SameImage> repeated = new ArrayList<>();
    private final List<SameImage> shared = new ArrayList<>();

    /**
     * The images of one class.
     *
     * @param examples what is known of each
     * @param rows their embeddings, [n, d]
     * @param samples their places in the source
     */
    public record OfClass(List<Example> examples, FloatMatrix rows, List<Integer> samples) {}

    private TakenImages(SampleSource source, EmbeddedImages embedded, UnaryOperator<String> from) {
        this.source = source;
        this.embedded = embedded;
        Map<ContentDigest, Integer> anywhere = new HashMap<>();
        for (int label = 0; label < source.classNames().size(); label++) {
            take(label, from, anywhere);
        }
    }

    /**
     * Embeds the images of a source.
     *
     * @param from what an example has as its source, by the id of its image
     * @throws org.imprint.vision.data.DataException if the backbone fails; images that cannot be used are no error
     */
    public static TakenImages of(
            SampleSource source, UnaryOperator<String> from, CachedEmbedder embedder, Progress progress)
            throws InterruptedException {
        return new TakenImages(source, embedder.embed(source, progress), from);
    }

    private void take(int label, UnaryOperator<String> from, Map<ContentDigest, Integer> anywhere) {
        String className = source.classNames().get(label);
        List<Example> examples = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Map<ContentDigest, Integer> own = new HashMap<>();
        for (int k = 0; k < embedded.samples().size(); k++) {
            int i = embedded.samples().get(k);
            if (source.label(i) != label) {
                continue;
            }
            ContentDigest digest = embedded.digests().get(k);
            Integer twin = own.putIfAbsent(digest, i);
            if (twin != null) {
                repeated.add(same(i, twin));
                continue;
            }
            Integer elsewhere = anywhere.putIfAbsent(digest, i);
            if (elsewhere != null) {
                shared.add(same(i, elsewhere));
            }
            examples.add(new Example(source.id(i), from.apply(source.id(i)), digest));
            places.add(k);
        }
        if (!examples.isEmpty()) {
            int[] rows = places.stream().mapToInt(k -> k).toArray();
            List<Integer> samples =
                    IntStream.of(rows).mapToObj(embedded.samples()::get).toList();
            classes.put(
                    className,
                    new OfClass(List.copyOf(examples), embedded.rows().select(rows), samples));
        }
    }

    private SameImage same(int i, int other) {
        return new SameImage(
                source.id(i),
                source.classNames().get(source.label(i)),
                source.id(other),
                source.classNames().get(source.label(other)));
    }

    /** Returns the classes that have at least one image, in the order of the source. */
    public Map<String, OfClass> classes() {
        return Collections.unmodifiableMap(classes);
    }

    /** Throws if a class has no image that can be used, naming one and what is wrong with it. */
    public void requireEveryClass() {
        for (int label = 0; label < source.classNames().size(); label++) {
            String className = source.classNames().get(label);
            if (!classes.containsKey(className)) {
                List<BadImage> bad = badOf(label);
                throw new DataException("class " + className + " must have at least one image that can be used, "
                        + (bad.size() == 1 ? "its one cannot: " : "none of its " + bad.size() + " can, such as: ")
                        + bad.get(0).reason());
            }
        }
    }

    private List<BadImage> badOf(int label) {
        Set<String> own = IntStream.range(0, source.size())
                .filter(i -> source.label(i) == label)
                .mapToObj(source::id)
                .collect(Collectors.toSet());
        return embedded.bad().stream().filter(b -> own.contains(b.id())).toList();
    }

    /**
     * Returns the account of it.
     *
     * @param added how many are new to the classifier
     * @param known those that it had already
     * @param elsewhere those that another class of it had already
     */
    public Intake account(int added, List<SameImage> known, List<SameImage> elsewhere) {
        List<SameImage> twice = new ArrayList<>(repeated);
        twice.addAll(known);
        List<SameImage> both = new ArrayList<>(shared);
        both.addAll(elsewhere);
        return new Intake(source.size(), added, embedded.computed(), twice, both, embedded.bad(), source.leftOut());
    }
}
