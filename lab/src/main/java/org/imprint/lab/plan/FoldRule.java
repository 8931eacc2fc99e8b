package org.imprint.lab.plan;

import org.imprint.core.Named;

/** Why two combinations must give the same answers. */
public enum FoldRule implements Named {
    /** The same combination twice: a seed listed twice, say. */
    LISTED_TWICE("listed twice", "it is the same combination"),
    /** Least squares over one cluster per class. */
    ONE_CLUSTER("kls of one cluster", "kls with one cluster per class is ls"),
    /** Every class has fewer rows than k and keeps them all. */
    EVERY_ROW("every row", "every class has fewer rows than k and keeps them all"),
    /** Max by a distance is the vote of the nearest proxy. */
    NEAREST_ALONE("max is 1-NN", "max by a distance is the vote of the nearest proxy alone"),
    /** One voter decides whatever it weighs. */
    ONE_VOTER("one voter", "with one voter the weighting makes no difference"),
    /** Of two votes the nearer one wins, in corrected semantics. */
    TWO_VOTERS("two voters", "of two votes the nearer wins, as if it were alone"),
    /** m covers all proxies. */
    ALL_VOTE("all vote", "m covers all proxies"),
    /** Nothing is drawn from the seed. */
    NO_DRAW("no draw", "nothing is drawn from the seed");

    private final String wireName;
    private final String sentence;

    FoldRule(String wireName, String sentence) {
        this.wireName = wireName;
        this.sentence = sentence;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the reason as a sentence without a full stop. */
    public String sentence() {
        return sentence;
    }
}
