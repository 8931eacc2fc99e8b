package org.imprint.classifier;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imprint.classifier.change.History;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Spelling;
import org.imprint.vision.data.ContentDigest;

/** Which examples somebody means who names one, or where they are from. */
public sealed interface ExamplePick extends Predicate<Example> {

    /** Returns what they have in common, for people and for the history: {@code from photos/old}. */
    String words();

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
        public String words() {
            return "from " + source;
        }

        @Override
        public String hint(List<Example> there) {
            return Spelling.hintOrAll(
                    source.toString(),
                    there.stream()
                            .map(Example::source)
                            .filter(s -> !s.isEmpty())
                            .distinct()
                            .sorted()
                            .limit(MOST_NAMED)
                            .toList());
        }
    }

    /**
     * Returns this if it means any example of a classifier.
     *
     * @throws ImprintException if it means none, with what was probably meant
     */
    default ExamplePick requireIn(ClassifierState state) {
        return requireAmong(state.classes().stream());
    }

    /** As {@link #requireIn(ClassifierState)}, also among examples that were forgotten and can be brought back. */
    default ExamplePick requireIn(ClassifierState state, History history) {
        return requireAmong(classes(state, history));
    }

    private ExamplePick requireAmong(Stream<LearnedClass> classes) {
        List<Example> there =
                classes.flatMap(c -> c.examples().examples().stream()).toList();
        if (there.stream().noneMatch(this)) {
            throw new ImprintException("there is no example " + words()
                    + (there.isEmpty() ? "; the classifier keeps no examples" : hint(there)));
        }
        return this;
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
