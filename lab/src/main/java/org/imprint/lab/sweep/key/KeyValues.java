package org.imprint.lab.sweep.key;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.core.text.Spelling;

/** The values that a {@link CombinationKey} can have. */
sealed interface KeyValues {

    /** Returns the one spelling of a legal value; empty if it is none. */
    Optional<String> canonical(String value);

    /** Returns the legal values in words, as they follow "must be". */
    String legal();

    /** Returns the legal value nearest to what was written, if any is near. */
    Optional<String> near(String value);

    /** Returns the spelling of a legal value, or throws naming the key, the legal values and the value given. */
    default String require(Named key, String value) {
        return canonical(value)
                .orElseThrow(() -> new ImprintException(key.wireName() + " must be " + legal()
                        + ", was '" + value + "'"
                        + near(value).map(Spelling::question).orElse("")));
    }

    /** Returns the values that bear the wire names of a type. */
    static <T extends Enum<T> & Named> KeyValues namesOf(Class<T> type) {
        return new OneOf(
                Arrays.stream(type.getEnumConstants()).map(Named::wireName).toList());
    }

    /** Returns the values that bear the names of what is known when first asked. */
    static KeyValues named(Supplier<? extends Collection<? extends Named>> known) {
        return new Known(
                () -> new OneOf(known.get().stream().map(Named::wireName).toList()));
    }

    /** Returns the values that bear the names of generators, or their titles. */
    static KeyValues generators() {
        return new Known(() -> {
            List<GeneratorKind> known = KnownMethods.get().generators();
            return new OneOf(
                    known.stream().map(GeneratorKind::wireName).toList(),
                    known.stream()
                            .collect(Collectors.toMap(GeneratorKind::title, GeneratorKind::wireName, (a, b) -> a)));
        });
    }

    /** Returns some words, as they are when first asked. */
    static KeyValues words(Supplier<List<String>> words) {
        return new Known(() -> new OneOf(words.get()));
    }

    /** Words that are known when first asked. */
    record Known(Supplier<OneOf> words) implements KeyValues {

        @Override
        public Optional<String> canonical(String value) {
            return words.get().canonical(value);
        }

        @Override
        public String legal() {
            return words.get().legal();
        }

        @Override
        public Optional<String> near(String value) {
            return words.get().near(value);
        }
    }

    /**
     * Some words.
     *
     * @param words as programs read and write them
     * @param titles as people may write them, in capitals or not; each means the word that it leads to
     */
    record OneOf(List<String> words, Map<String, String> titles) implements KeyValues {

        OneOf(List<String> words) {
            this(words, Map.of());
        }

        static OneOf of(String... words) {
            return new OneOf(List.of(words));
        }

        @Override
        public Optional<String> canonical(String value) {
            if (words.contains(value)) {
                return Optional.of(value);
            }
            return titles.entrySet().stream()
                    .filter(title -> title.getKey().equalsIgnoreCase(value))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public String legal() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public Optional<String> near(String value) {
            return Spelling.nearest(value, words);
        }
    }

    /** Whole numbers, or one word that stands for having none; an empty word if there is always a number. */
    record WholeNumber(long least, long most, String word) implements KeyValues {

        @Override
        public Optional<String> canonical(String value) {
            if (!word.isEmpty() && value.equals(word)) {
                return Optional.of(word);
            }
            return number(value).filter(n -> n >= least && n <= most).map(String::valueOf);
        }

        private static Optional<Long> number(String value) {
            try {
                return Optional.of(Long.parseLong(value));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String legal() {
            return "a whole number in [" + least + ", " + most + "]" + (word.isEmpty() ? "" : " or " + word);
        }

        @Override
        public Optional<String> near(String value) {
            return word.isEmpty() ? Optional.empty() : Spelling.nearest(value, List.of(word));
        }
    }

    /** A name that only the files at hand can tell. */
    record AnyName(String what) implements KeyValues {

        @Override
        public Optional<String> canonical(String value) {
            return value.isBlank() ? Optional.empty() : Optional.of(value);
        }

        @Override
        public String legal() {
            return what;
        }

        @Override
        public Optional<String> near(String value) {
            return Optional.empty();
        }
    }
}
