package org.imprint.classifier.state;

import java.text.Normalizer;
import java.util.Optional;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.text.Legible;

/**
 * One class of a classifier: its name, its examples and its proxies.
 *
 * <p>Immutable; may be shared by threads.
 */
public final class LearnedClass {

    /** The longest name in characters. */
    public static final int MAX_NAME = 1024;

    private final String name;
    private final ExampleSet examples;
    private final int learned;
    private final FloatMatrix proxies;
    private final Optional<Threshold> threshold;
    private final Optional<ProxyCount> count;

    private LearnedClass(
            String name,
            ExampleSet examples,
            int learned,
            FloatMatrix proxies,
            Optional<Threshold> threshold,
            Optional<ProxyCount> count) {
        this.count = count;
        this.threshold = threshold;
        this.name = name;
        this.examples = examples;
        this.learned = learned;
        this.proxies = proxies;
    }

    /**
     * Returns a class.
     *
     * @param name not blank; in Unicode's composed form afterwards
     * @param examples those that are kept
     * @param learned n, how many it was learned from
     * @param proxies [k, d] before NORMpost; k is 0 only until a GEN that needs all classes has made them
     */
    public static LearnedClass of(String name, ExampleSet examples, int learned, FloatMatrix proxies) {
        Checks.require(learned >= 1, "class " + name + " must be learned from at least one example", learned);
        Checks.require(
                examples.isEmpty() || examples.size() == learned,
                "class " + name + " must keep all of its examples, " + learned + ", or none",
                examples.size());
        return new LearnedClass(checkedName(name), examples, learned, proxies, Optional.empty(), Optional.empty());
    }

    /** Returns a name as classes have it: composed, not blank, without hidden characters. */
    public static String checkedName(String name) {
        String composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        Checks.require(!composed.isEmpty(), "class name must not be blank", "'" + name + "'");
        Checks.inRange("length of a class name", composed.length(), 1, MAX_NAME);
        Checks.require(
                Legible.shown(composed).equals(composed),
                "class name must be without hidden characters",
                "'" + Legible.shown(composed) + "'");
        return composed;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the examples that are kept: all, or none. */
    public ExampleSet examples() {
        return examples;
    }

    /** Returns whether there are examples to make proxies from anew. */
    public boolean hasExamples() {
        return !examples.isEmpty();
    }

    /** Returns n, how many examples it was learned from. */
    public int learned() {
        return learned;
    }

    /** Returns the proxies [k, d] before NORMpost; shared, not to be written to. */
    public FloatMatrix proxies() {
        return proxies;
    }

    /** Returns the score below which an answer with this class is taken for none; empty if all are taken. */
    public Optional<Threshold> threshold() {
        return threshold;
    }

    /** Returns why it has as many proxies as it has; empty where the recipe says k. */
    public Optional<ProxyCount> count() {
        return count;
    }

    /** Returns the class with another reason for the number of its proxies. */
    public LearnedClass withCount(Optional<ProxyCount> other) {
        return new LearnedClass(name, examples, learned, proxies, threshold, other);
    }

    /** Returns the class with another threshold. */
    public LearnedClass withThreshold(Optional<Threshold> other) {
        return new LearnedClass(name, examples, learned, proxies, other, count);
    }

    /** Returns the class without a threshold. */
    public LearnedClass withoutThreshold() {
        return threshold.isEmpty() ? this : withThreshold(Optional.empty());
    }

    /** Returns the class under another name. */
    public LearnedClass renamed(String other) {
        return new LearnedClass(checkedName(other), examples, learned, proxies, threshold, count);
    }

    /** Returns the class with other proxies. */
    public LearnedClass with(FloatMatrix otherProxies) {
        return new LearnedClass(name, examples, learned, otherProxies, threshold, count);
    }

    /** Returns the class with its proxies alone. */
    public LearnedClass withoutExamples() {
        return new LearnedClass(name, ExampleSet.none(), learned, proxies, threshold, count);
    }
}
