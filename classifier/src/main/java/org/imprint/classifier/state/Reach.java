package org.imprint.classifier.state;

/** How far a change of one class reaches, which hangs on the recipe; answers are those of a fresh fit in each case. */
public enum Reach {
    /** That class alone, to the bit. */
    CLASS("a change touches its class alone"),
    /** Proxies of that class, and the head of all: NORMpost or the metric looks at every class. */
    HEAD("NORMpost or the metric looks at all classes: a change moves all scores"),
    /** All proxies, from sums that are kept; equal to a fresh fit within 10⁻¹⁰ of the largest weight. */
    SUMS("least squares looks at all classes: a change moves all scores"),
    /** All proxies, from all examples. */
    ALL("GEN looks at all examples: each change is a fresh fit");

    private final String sentence;

    Reach(String sentence) {
        this.sentence = sentence;
    }

    /** Returns it as a sentence for people, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
