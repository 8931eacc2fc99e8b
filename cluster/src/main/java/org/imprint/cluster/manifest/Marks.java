package org.imprint.cluster.manifest;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations by which objects of a sweep are found and understood again. */
public final class Marks {

    /** Label: the sweep. */
    public static final String SWEEP = "app.kubernetes.io/instance";

    /** Label: what the object is for, see {@link Part}. */
    public static final String PART = "app.kubernetes.io/component";

    /** Annotation of a job: the data that it works on, for people. */
    public static final String TITLE = "imprint/data";

    /** Annotation of a repetition: the job whose indexes it repeats. */
    public static final String REPEATS = "imprint/repeats";

    /** Annotation of a repetition: which index of that job each of its own stands for, such as {@code 3,7}. */
    public static final String INDEXES = "imprint/indexes";

    /** Label that the cluster gives to the pods of a job. */
    public static final String JOB_OF_POD = "batch.kubernetes.io/job-name";

    /** Annotation that the cluster gives to pods: the index. */
    public static final String INDEX_OF_POD = "batch.kubernetes.io/job-completion-index";

    private Marks() {}

    /** What an object of a sweep is for. */
    public enum Part {
        /** A job that runs combinations. */
        RUN,
        /** A job that makes embeddings. */
        EMBED,
        /** The job that merges result stores. */
        COLLECT,
        /** The sweep file and lists of shards. */
        CONFIGURATION,
        /** A server of classifiers. */
        SERVE;

        /** Returns the value of the label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the labels of an object. */
    static Map<String, String> labels(String sweep, Part part) {
        return new TreeMap<>(Map.of(
                "app.kubernetes.io/name",
                "imprint",
                "app.kubernetes.io/managed-by",
                "imprint",
                SWEEP,
                sweep,
                PART,
                part.label()));
    }
}
