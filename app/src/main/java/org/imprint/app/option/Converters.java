package org.imprint.app.option;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.CombinationFilter.Condition;
import org.imprint.vision.ridge.GivenRidge;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become values of our types. */
public final class Converters {

    private Converters() {}

    /** A word that is no value of an option's type; its message says what would be. */
    public static final class NoSuchValue extends TypeConversionException {

        private static final long serialVersionUID = 1;

        NoSuchValue(ImprintException problem) {
            super(problem.getMessage());
            initCause(problem);
        }
    }

    /** Teaches a command line, and the commands that it has by now, all our types. */
    public static void teach(CommandLine line) {
        teach(line, GivenRidge.class, GivenRidge::parse);
        teach(line, Condition.class, CombinationFilter::condition);
        teach(line, MergedDataSets.class, MergedDataSets::parse);
        teach(line, GivenK.class, GivenK::parse);
        teach(line, GivenRecipe.class, GivenRecipe::parse);
        teach(line, FalseReject.class, FalseReject::parse);
        teach(line, ShardNumber.class, ShardNumber::parse);
        teach(line, MemoryBound.class, MemoryBound::parse);
        teachNames(line);
    }

    /** Constants that have a name of their own are written by it. */
    private static void teachNames(CommandLine line) {
        for (ArgSpec argument : line.getCommandSpec().args()) {
            for (Class<?> type : argument.auxiliaryTypes()) {
                if (type.isEnum() && Named.class.isAssignableFrom(type)) {
                    String what = argument instanceof OptionSpec option
                            ? option.longestName()
                            : argument.paramLabel().toLowerCase(Locale.ROOT);
                    teachName(line, what, type);
                }
            }
        }
        line.getSubcommands().values().forEach(Converters::teachNames);
    }

    private static <T> void teachName(CommandLine line, String what, Class<T> type) {
        teach(line, type, word -> constant(what, type, word));
    }

    private static <T> T constant(String what, Class<T> type, String word) {
        Map<String, T> constants = new LinkedHashMap<>();
        for (T constant : type.getEnumConstants()) {
            constants.put(((Named) constant).wireName(), constant);
        }
        if (!constants.containsKey(word)) {
            throw Named.unknown(what, word, constants.keySet());
        }
        return constants.get(word);
    }

    private static <T> void teach(CommandLine line, Class<T> type, Function<String, T> reader) {
        line.registerConverter(type, word -> {
            try {
                return reader.apply(word);
            } catch (ImprintException e) {
                throw new NoSuchValue(e);
            }
        });
    }
}
