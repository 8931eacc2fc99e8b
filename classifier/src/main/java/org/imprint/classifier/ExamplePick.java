package org.imprint.classifier;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.classifier.change.History;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Legible;
import org.imprint.core.text.Spelling;
import org.imprint.vision.data.ContentDigest;

/** Which examples somebody means who names one, or where they are from. */
public sealed interface ExamplePick extends Predicate<Example> {

    /** How many of several that have one name an error lists. */
    int MOST_LISTED = 5;

    /** Returns what they have in common, for people and for the history: {@code from photos/old}. */
    String words();

    /** Returns whether they must all be one image, or copies of it. */
    boolean isOne();

    /** Returns what is meant, said of the examples there are; ends the error where none is. */
    String hint(List<Example> there);

    /**
     * Those of one name, or of one digest.
     *
     * @param word the name, or the first 8 or more hexadecimal digits of the digest
     */
    record Called(String word) implements ExamplePick {

        private static final int LEAST_DIGITS = 8;

        @Override
        public boolean test(Example e) {
            return e.name().equals(word)
                    || word.length() >= LEAST_DIGITS && e.digest().hex().startsWith(word.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean isOne() {
            return true;
        }

        @Override
        public String words() {
            return "called " + word;
        }

        @Override
        public String hint(List<Example> there) {
            return Spelling.hint(word, there.stream().map(Example::name).toList());
        }
    }

    /**
     * Those that were learned from a file, or from a folder or anything below it.
     *
     * @param source the folder, however its path is written
     */
    record From(Path source) implements ExamplePick {

        private static final int MOST_NAMED = 20;

        @Override
        public boolean test(Example e) {
            return !e.source().isEmpty() && whole(Path.of(e.source())).startsWith(whole(source));
        }

        private static Path whole(Path path) {
            return path.toAbsolutePath().normalize();
        }

        @Override
        public boolean isOne() {
            return false;
        }

        @Override
        public String words() {
            return "from " + source;
        }

        @Override
        public String hint(List<Example> there) {
            List<String> sources = there.stream()
                    .map(Example::source)
                    .filter(s -> !s.isEmpty())
                    .distinct()
                    .sorted()
                    .limit(MOST_NAMED)
                    .toList();
            return sources.isEmpty()
                    ? "; no example says where it was learned from"
                    : Spelling.hintOrAll(source.toString(), sources);
        }
    }

    /**
     * Returns this if it means any example of a classifier, and one alone where it names one.
     *
     * @throws ImprintException if it means none, with what was probably meant; or if several images have the name, with their digests
     */
    default ExamplePick requireIn(ClassifierState state) {
        return requireAmong(state.classes().stream());
    }

    /** As {@link #requireIn(ClassifierState)}, also among examples that were forgotten and can be brought back. */
    default ExamplePick requireIn(ClassifierState state, History history) {
        return requireAmong(classes(state, history));
    }

    private ExamplePick requireAmong(Stream<LearnedClass> classes) {
        List<LearnedClass> all = classes.toList();
        List<Example> there =
                all.stream().flatMap(c -> c.examples().examples().stream()).toList();
        if (there.stream().noneMatch(this)) {
            throw new ImprintException("there is no example " + words()
                    + (there.isEmpty() ? "; the classifier keeps no examples" : hint(there)));
        }
        if (isOne()) {
            requireOneImage(all);
        }
        return this;
    }

    private void requireOneImage(List<LearnedClass> classes) {
        Map<ContentDigest, String> lines = new LinkedHashMap<>();
        for (LearnedClass c : classes) {
            c.examples().examples().stream()
                    .filter(this)
                    .forEach(e -> lines.putIfAbsent(
                            e.digest(),
                            "\n  " + e.digest().hex() + " of class " + c.name()
                                    + (e.source().isEmpty() ? "" : ", from " + Legible.shown(e.source()))));
        }
        if (lines.size() > 1) {
            throw new ImprintException("example must be one, were " + Digits.count(lines.size()) + " " + words()
                    + "; name one by its digest:"
                    + lines.values().stream().limit(MOST_LISTED).collect(Collectors.joining())
                    + (lines.size() > MOST_LISTED
                            ? "\n  and " + Digits.count(lines.size() - MOST_LISTED) + " more"
                            : ""));
        }
    }

    /** Returns the digests of those that a classifier has, or had and can bring back. */
    default Set<ContentDigest> digests(ClassifierState state, History history) {
        Set<ContentDigest> digests = new HashSet<>();
        classes(state, history)
                .flatMap(c -> c.examples().examples().stream())
                .filter(this)
                .forEach(e -> digests.add(e.digest()));
        return digests;
    }

    /** Returns the digests of the examples that a class has, or had and can be brought back. */
    static Set<ContentDigest> digestsOfClass(String className, ClassifierState state, History history) {
        Set<ContentDigest> digests = new HashSet<>();
        classes(state, history)
                .filter(c -> c.name().equals(className))
                .flatMap(c -> c.examples().examples().stream())
                .forEach(e -> digests.add(e.digest()));
        return digests;
    }

    private static Stream<LearnedClass> classes(ClassifierState state, History history) {
        return Stream.concat(state.classes().stream(), history.classes());
    }
}
