package org.imprint.app.option;

import java.util.function.Function;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.CombinationFilter.Condition;
import org.imprint.vision.data.Split;
import org.imprint.vision.ridge.GivenRidge;
import org.imprint.vision.store.Precision;
import picocli.CommandLine;
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
        teach(line, ShardNumber.class, ShardNumber::parse);
        teach(line, MemoryBound.class, MemoryBound::parse);
        teach(line, Semantics.class, Semantics::of);
        teach(line, Preset.class, Preset::of);
        teach(line, Split.class, Split::of);
        teach(line, Precision.class, Precision::of);
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
