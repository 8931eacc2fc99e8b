package org.imprint.vision.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** The parts of a data set: proxies are made from one and judged on another. */
public enum Split implements Named {
    /** The images that proxies are made from. */
    TRAIN("train", "training"),
    /** The images that the head is judged on. */
    TEST("test", "testing"),
    /** Images held back for choosing between recipes. */
    VALIDATION("val", "valid", "validation");

    private final String wireName;
    private final List<String> names;

    Split(String wireName, String... others) {
        this.wireName = wireName;
        this.names = Stream.concat(Stream.of(wireName), Arrays.stream(others)).toList();
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the split that a word or the name of a folder means, in any case. */
    public static Optional<Split> find(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(s -> s.names.contains(small)).findFirst();
    }

    /**
     * Returns the split that a word means.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Split of(String word) {
        return find(word).orElseGet(() -> Named.find("split", Split.class, word));
    }

    /** Returns the names that are taken: {@code train|training, test|testing, val|valid|validation}. */
    public static String taken() {
        return Arrays.stream(values()).map(s -> String.join("|", s.names)).collect(Collectors.joining(", "));
    }
}
