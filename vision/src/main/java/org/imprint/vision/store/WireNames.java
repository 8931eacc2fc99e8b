package org.imprint.vision.store;

/** The names inside an embeddings file. They are the format: never rename one. */
final class WireNames {

    static final String EMBEDDINGS = "embeddings";
    static final String LABELS = "labels";
    static final String SAMPLE_IDS = "sample_ids";
    static final String SAMPLE_DIGESTS = "sample_digests";
    static final String CLASS_NAMES = "class_names";

    /** What was not embedded: an attribute with the counts as JSON, and a dataset with a line for each. */
    static final String LEFT_OUT = "left_out";

    static final String LEFT_OUT_ITEMS = "left_out_items";

    /** Version of what we add to the published layout; files without it are the published code's or a stranger's. */
    static final String SCHEMA = "imprint_schema";

    static final int SCHEMA_VERSION = 1;
    static final String BACKBONE = "backbone";
    static final String BACKBONE_SHA256 = "backbone_sha256";
    static final String PREPROCESSING = "preprocessing";
    static final String LAMBDA = "lambda";
    static final String DATA_SET = "dataset";
    static final String SOURCE = "source";
    static final String SPLIT = "split";
    static final String BATCH = "batch";
    static final String LIBRARIES = "libraries";

    /** Number of rows; files that earlier versions had not finished have fewer than all. */
    static final String COMMITTED_ROWS = "committed_rows";

    /** 1; 0 in files that earlier versions had not finished. */
    static final String COMPLETE = "complete";

    private WireNames() {}
}
