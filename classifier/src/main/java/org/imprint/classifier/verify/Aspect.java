package org.imprint.classifier.verify;

/** In what an exported file can differ. */
public enum Aspect {
    /** Names, number or order of the classes. */
    CLASSES,
    /** NORMinf, AGG, temperature, the map of probabilities or sets. */
    HEAD,
    /** The proxies. */
    PROXIES,
    /** The scores below which an answer is "unknown". */
    THRESHOLDS,
    /** What is done to an image before the backbone sees it, or the backbone itself. */
    BACKBONE,
    /** The answered class. */
    LABEL,
    /** The scores of classes. */
    SCORES,
    /** The probabilities of classes. */
    PROBABILITIES,
    /** Which classes belong to the set of an answer. */
    SET,
    /** Whether an answer is "unknown". */
    UNKNOWN,
    /** It could not be asked. */
    FAILED
}
