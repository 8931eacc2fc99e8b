package org.imprint.classifier.file;

import java.util.Set;

/**
 * Names in a file of version 1. C classes, N examples, M that only the history keeps, P proxies, T thumbnails, g golden answers.
 *
 * <pre>
 *   texts    format            "imprint-classifier"
 *            format_version    "1"
 *            writer            what wrote it
 *            settings, classes, backbone, sums, golden     JSON, see {@link Parts}; the last three may be missing
 *            any other         kept as it is
 *
 *   proxies             F32 [P, d]       before NORMpost, class after class
 *   examples            F32 or F16 [N, d], class after class; examples.crc32c U8 [N, 4]
 *   examples.digests    U8 [N, 32]       examples.json  U8, see {@link Parts.Examples}
 *   history.json        U8, see {@link Parts.History}
 *   history.examples    F32 or F16 [M, d]; history.examples.crc32c U8 [M, 4]; history.digests U8 [M, 32]
 *   history.members     I32              places in examples and history.examples, set after set
 *   history.proxies     F32 [Q, d]       matrix after matrix
 *   thumbnails          U8               pictures, one behind the other; thumbnails.offsets I64 [T + 1],
 *                                        thumbnails.digests U8 [T, 32], thumbnails.crc32c U8 [T, 4]
 *   sums.moment         F64 [d(d+1)/2]   of least squares, as sums.classes and sums.remainders F64 [C, d] and sums.sizes I32 [C]
 *   map.answered        F64 [m]          points of the map of probabilities, as map.right and map.sizes I32 [m]; missing without a map
 *   golden.embeddings   F32 [g, d]       golden.scores F64 [g], golden.images U8, golden.offsets I64 [g + 1]
 * </pre>
 */
final class Layout {

    static final String FORMAT = "format";
    static final String FORMAT_NAME = "imprint-classifier";
    static final String VERSION = "format_version";
    static final String WRITER = "writer";
    static final String SETTINGS = "settings";
    static final String CLASSES = "classes";
    static final String BACKBONE = "backbone";
    static final String GOLDEN = "golden";
    static final String SUMS = "sums";

    static final String PROXIES = "proxies";
    static final String EXAMPLES = "examples";
    static final String DIGESTS = "examples.digests";
    static final String EXAMPLES_JSON = "examples.json";
    static final String HISTORY_JSON = "history.json";
    static final String PAST_EXAMPLES = "history.examples";
    static final String PAST_DIGESTS = "history.digests";
    static final String PAST_MEMBERS = "history.members";
    static final String PAST_PROXIES = "history.proxies";
    static final String THUMBNAILS = "thumbnails";
    static final String THUMBNAIL_OFFSETS = "thumbnails.offsets";
    static final String THUMBNAIL_DIGESTS = "thumbnails.digests";
    static final String THUMBNAIL_SUMS = "thumbnails.crc32c";
    static final String SUMS_MOMENT = "sums.moment";
    static final String SUMS_CLASSES = "sums.classes";
    static final String SUMS_REMAINDERS = "sums.remainders";
    static final String SUMS_SIZES = "sums.sizes";
    static final String MAP_ANSWERED = "map.answered";
    static final String MAP_RIGHT = "map.right";
    static final String MAP_SIZES = "map.sizes";
    static final String GOLDEN_EMBEDDINGS = "golden.embeddings";
    static final String GOLDEN_SCORES = "golden.scores";
    static final String GOLDEN_IMAGES = "golden.images";
    static final String GOLDEN_OFFSETS = "golden.offsets";

    /** Keys that have a meaning of their own. */
    static final Set<String> KEYS = Set.of(FORMAT, VERSION, WRITER, SETTINGS, CLASSES, BACKBONE, SUMS, GOLDEN);

    /** All tensors that there can be. */
    static final Set<String> TENSORS = Set.of(
            PROXIES,
            EXAMPLES,
            EXAMPLES + ".crc32c",
            DIGESTS,
            EXAMPLES_JSON,
            HISTORY_JSON,
            PAST_EXAMPLES,
            PAST_EXAMPLES + ".crc32c",
            PAST_DIGESTS,
            PAST_MEMBERS,
            PAST_PROXIES,
            THUMBNAILS,
            THUMBNAIL_OFFSETS,
            THUMBNAIL_DIGESTS,
            THUMBNAIL_SUMS,
            SUMS_MOMENT,
            SUMS_CLASSES,
            SUMS_REMAINDERS,
            SUMS_SIZES,
            MAP_ANSWERED,
            MAP_RIGHT,
            MAP_SIZES,
            GOLDEN_EMBEDDINGS,
            GOLDEN_SCORES,
            GOLDEN_IMAGES,
            GOLDEN_OFFSETS);

    private Layout() {}
}
