package org.imprint.classifier.export;

/** The names by which other programs know an exported file's inputs, outputs and metadata; they do not change within a format version. */
public final class ExportNames {

    /** Input: RGB bytes, uint8 [N, H, W, 3] of any height and width. */
    public static final String IMAGES = "images";

    /** Input of a file without a backbone: float32 [N, d]. */
    public static final String EMBEDDINGS = "embeddings";

    /** Output: place of the answered class, int64 [N]. */
    public static final String LABEL = "label";

    /** Output: score of every class, float32 [N, C]. */
    public static final String SCORES = "scores";

    /** Output: softmax(score / T), that of the answer by the map of the classifier if it has one, float32 [N, C]. */
    public static final String PROBABILITIES = "probabilities";

    /** Output: place of the nearest proxy, int64 [N]. */
    public static final String NEAREST = "nearest";

    /** Output, where there are thresholds: whether {@link #KNOWN}, or else the answered class's score, is below its threshold, bool [N]. */
    public static final String UNKNOWN = "unknown";

    /** Output, where something other than the answered class's score is held against the thresholds: that, float32 [N, 1]. */
    public static final String KNOWN = "known";

    /** Output, where there are sets: whether each class belongs to the set of the answer, bool [N, C]. */
    public static final String SET = "set";

    /** Metadata: version of this vocabulary, {@value #VERSION}. */
    public static final String FORMAT_KEY = "imprint.format";

    /** Metadata: names of the classes, a JSON list in class order. */
    public static final String CLASSES_KEY = "imprint.classes";

    /** Metadata: NORMinf, AGG, temperature, map of probabilities, sets, thresholds and recipe, a JSON object. */
    public static final String HEAD_KEY = "imprint.head";

    /** Metadata: the backbone's descriptor; not in a file without one. */
    public static final String BACKBONE_KEY = "imprint.backbone";

    /** Metadata: images or embeddings with the answers that they must get, a JSON list. */
    public static final String GOLDEN_KEY = "imprint.golden";

    /** The version that is written. */
    public static final int VERSION = 1;

    private ExportNames() {}
}
