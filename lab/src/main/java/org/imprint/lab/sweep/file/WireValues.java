package org.imprint.lab.sweep.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.imprint.core.Named;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.yaml.YamlValue;

/** Single values that both kinds of file have, read from their wire form. */
final class WireValues {

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private WireValues() {}

    static Optional<String> backbone(YamlValue value) {
        return folder(value, "the name of a backbone");
    }

    static Optional<String> dataSet(YamlValue value) {
        return folder(value, "the name of a data set");
    }

    static Optional<String> split(YamlValue value) {
        return folder(value, "a split such as train, val or test");
    }

    /** Names become folders of the embeddings store. */
    private static Optional<String> folder(YamlValue value, String what) {
        Optional<String> name = value.text(what);
        if (name.isPresent() && !FOLDER.matcher(name.get()).matches()) {
            value.mustBe(what + " of letters, digits, '.', '-' and '_'");
            return Optional.empty();
        }
        return name;
    }

    static <T extends Enum<T> & Named> Optional<T> of(YamlValue value, Class<T> type) {
        return value.choice(List.of(type.getEnumConstants()), Named::wireName);
    }

    static Optional<RowNormalization> rowNorm(YamlValue value) {
        return value.choice(KnownMethods.get().rowNormalizations(), RowNormalization::wireName);
    }

    static Optional<Normalization> norm(YamlValue value) {
        return value.choice(KnownMethods.get().normalizations(), Normalization::wireName);
    }

    static Optional<GeneratorKind> generator(YamlValue value) {
        return value.choice(KnownMethods.get().generators(), GeneratorKind::wireName);
    }

    static Optional<AggregationKind> aggregation(YamlValue value) {
        return value.choice(KnownMethods.get().aggregations(), AggregationKind::wireName);
    }

    /** Reads what proxies are compared by: the inner product, or a metric. */
    static Optional<String> distance(YamlValue value) {
        return value.choice(WireAggregation.distances(), Function.<String>identity());
    }

    /** Reads {@code [low, high]}. */
    static Optional<Band> band(YamlValue value) {
        String legal = "two quantiles [low, high] with 0 <= low < high <= 1";
        List<YamlValue> ends = value.list(legal);
        if (ends.size() != 2) {
            if (!ends.isEmpty()) {
                value.problem("must be " + legal + ", had " + ends.size() + " values");
            }
            return Optional.empty();
        }
        Optional<Number> low = ends.get(0).number("a quantile in [0, 1]");
        Optional<Number> high = ends.get(1).number("a quantile in [0, 1]");
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        double from = low.get().doubleValue();
        double to = high.get().doubleValue();
        if (!(from >= 0 && from < to && to <= 1)) {
            value.problem("must be " + legal + ", was [" + low.get() + ", " + high.get() + "]");
            return Optional.empty();
        }
        return Optional.of(WirePresampling.band(low.get(), high.get()));
    }
}
