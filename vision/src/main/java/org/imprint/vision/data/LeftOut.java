package org.imprint.vision.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;

/**
 * What lay where samples were read from and is none of them, each with its name and the reason.
 *
 * <p>What operating systems leave behind, such as {@code .DS_Store}, is not listed.
 *
 * @param items in the order of their names
 */
public record LeftOut(List<Item> items) {

    /** Nothing was left out. */
    public static final LeftOut NOTHING = new LeftOut(List.of());

    /** Why something is no sample. */
    public enum Reason {
        /** No image by its first bytes, nor by its name; counted by its ending. */
        NO_IMAGE("without an ending"),
        /** It cannot be read. */
        UNREADABLE("unreadable"),
        /** A link that leads nowhere. */
        BROKEN_LINK("broken link", "broken links"),
        /** A link to a folder that it lies in. */
        LINK_LOOP("link in a circle", "links in a circle"),
        /** Its name begins with a dot. */
        HIDDEN("hidden"),
        /** A pipe, socket or device. */
        NO_FILE("neither file nor folder"),
        /** An image that lies in no class folder. */
        OUTSIDE("outside the class folders"),
        /** An image that cannot be decoded and was skipped, as the user allowed. */
        BAD_IMAGE("bad image", "bad images"),
        /** Named in a list of images to leave out; counted by what the detail says, such as {@code listed in exclude.txt}. */
        EXCLUDED("excluded");

        private final String singular;
        private final String plural;

        Reason(String both) {
            this(both, both);
        }

        Reason(String singular, String plural) {
            this.singular = singular;
            this.plural = plural;
        }

        private static Reason named(String word) {
            return Arrays.stream(values())
                    .filter(r -> r.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ImprintException("reason of what was left out must be one of "
                            + Arrays.stream(values()).map(Reason::word).collect(Collectors.joining(", "))
                            + ", was '" + word + "'"));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the words that follow a number. */
        private static String words(String group, int count) {
            return Arrays.stream(values())
                    .filter(r -> count == 1 && r.plural.equals(group))
                    .map(r -> r.singular)
                    .findFirst()
                    .orElse(group);
        }
    }

    /**
     * One file or folder.
     *
     * @param name its path below the source, with {@code /} between the parts
     * @param reason why it is no sample
     * @param detail what else is to be said, as a sentence; empty if nothing is
     */
    public record Item(String name, Reason reason, String detail) {

        /** Returns what it is counted as: its ending where that tells most, else the reason. */
        public String group() {
            if (reason == Reason.EXCLUDED && !detail.isEmpty()) {
                return detail;
            }
            if (reason != Reason.NO_IMAGE) {
                return reason.plural;
            }
            String last = name.substring(name.lastIndexOf('/') + 1);
            int dot = last.lastIndexOf('.');
            return dot < 0 || dot == last.length() - 1
                    ? reason.plural
                    : last.substring(dot).toLowerCase(Locale.ROOT);
        }

        /** Returns reason, name and detail on one line, for {@link #parse}. */
        public String line() {
            return reason.word() + '\t' + name.replace('\t', ' ') + '\t' + detail;
        }

        /**
         * Returns what {@link #line} has written.
         *
         * @throws ImprintException if it was something else
         */
        public static Item parse(String line) {
            String[] parts = line.split("\t", 3);
            if (parts.length != 3) {
                throw new ImprintException("left out must be reason, name and detail between tabs, was " + line);
            }
            return new Item(parts[1], Reason.named(parts[0]), parts[2]);
        }

        /** Returns {@code name: reason}, with the detail instead where there is one, which of a bad image begins with its path. */
        @Override
        public String toString() {
            return reason == Reason.BAD_IMAGE ? detail : name + ": " + (detail.isEmpty() ? group() : detail);
        }
    }

    /** Sorts and copies the list. */
    public LeftOut {
        items = items.stream().sorted(Comparator.comparing(Item::name)).toList();
    }

    /** Returns whether nothing was left out. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns the items of both; one that both have is one. */
    public LeftOut and(LeftOut other) {
        return new LeftOut(
                Stream.concat(items.stream(), other.items.stream()).distinct().toList());
    }

    /** Returns the same items below a folder {@code prefix}. */
    public LeftOut below(String prefix) {
        return new LeftOut(items.stream()
                .map(i -> new Item(prefix + "/" + i.name(), i.reason(), i.detail()))
                .toList());
    }

    /** Returns how many there are of each kind, most first: endings such as {@code .webp}, or reasons. */
    public Map<String, Integer> counts() {
        Map<String, Integer> byGroup = new TreeMap<>();
        items.forEach(i -> byGroup.merge(i.group(), 1, Integer::sum));
        Map<String, Integer> ordered = new LinkedHashMap<>();
        byGroup.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return ordered;
    }

    /** Returns the counts in one line, {@code 60 .webp, 2 unreadable}; empty if nothing was left out. */
    @Override
    public String toString() {
        return counts().entrySet().stream()
                .map(e -> e.getValue() + " " + Reason.words(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }
}
