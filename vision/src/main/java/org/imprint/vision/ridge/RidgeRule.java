package org.imprint.vision.ridge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.vision.zoo.Zoo;

/**
 * Which ridge λ least squares takes for the embeddings of a backbone.
 *
 * <p>One rule, whoever asks. In this order:
 *
 * <ol>
 *   <li>what was given for the backbone, else for all;
 *   <li>what the embeddings file states, which has it from the backbone's descriptor;
 *   <li>the card of the backbone, see {@link Zoo};
 *   <li>the published table, for a published name that has no card.
 * </ol>
 *
 * <p>Where none of them says it, least squares is refused, and the error computes a λ to begin with. It is not simply taken: results
 * of one store would then depend on which file was looked at first.
 */
public final class RidgeRule {

    /** The rule in a sentence, for help. */
    public static final String SENTENCE =
            "Ridge λ of least squares, for one backbone or for all; goes before that of the"
                    + " embeddings file, the card and the published table.";

    /** How to come to a λ that nobody states. */
    public static final String HOW_TO_CHOOSE =
            "A start is 0.001 · mean ‖x‖² / d; try ten times more and less, and take what is best on rows held out.";

    /** Published names of backbones whose card has another. */
    private static final Map<String, Double> TABLE = Map.of("convnextv2-femto", 0.05);

    private final List<GivenRidge> given;

    private RidgeRule(List<GivenRidge> given) {
        this.given = List.copyOf(given);
    }

    /** Returns the rule where nothing is given. */
    public static RidgeRule standard() {
        return new RidgeRule(List.of());
    }

    /**
     * Returns the rule where some λ are given.
     *
     * @throws ImprintException if two are for the same backbone, or for all
     */
    public static RidgeRule of(List<GivenRidge> given) {
        Map<Optional<String>, GivenRidge> seen = new HashMap<>();
        for (GivenRidge one : given) {
            GivenRidge other = seen.put(one.backbone(), one);
            Checks.require(
                    other == null,
                    "--lambda must be given once for " + one.backbone().orElse("all backbones"),
                    other + " and " + one);
        }
        return new RidgeRule(given);
    }

    /** Returns what was given. */
    public List<GivenRidge> given() {
        return given;
    }

    /**
     * Returns this rule if each λ that was given for a backbone is for one of these.
     *
     * @throws ImprintException if one is not, with the nearest: it is misspelt, and its namesake would have another λ
     */
    public RidgeRule requireFor(Collection<String> backbones) {
        for (GivenRidge one : given) {
            one.backbone().filter(b -> !backbones.contains(b)).ifPresent(b -> {
                throw Named.unknown("backbone of --lambda", b, new TreeSet<>(backbones));
            });
        }
        return this;
    }

    /**
     * Returns λ for the embeddings of a backbone, if anybody says it.
     *
     * @param stated what the embeddings file, or the backbone's descriptor, states
     */
    public OptionalDouble find(String backbone, OptionalDouble stated) {
        OptionalDouble chosen = given(backbone);
        if (chosen.isPresent() || stated.isPresent()) {
            return chosen.isPresent() ? chosen : stated;
        }
        return Zoo.find(backbone)
                .map(b -> OptionalDouble.of(b.card().lambda()))
                .orElseGet(() ->
                        TABLE.containsKey(backbone) ? OptionalDouble.of(TABLE.get(backbone)) : OptionalDouble.empty());
    }

    /** Returns what was given for a backbone, else what was given for all. */
    public OptionalDouble given(String backbone) {
        return Stream.of(Optional.of(backbone), Optional.<String>empty())
                .flatMap(whose -> given.stream().filter(g -> g.backbone().equals(whose)))
                .mapToDouble(GivenRidge::lambda)
                .findFirst();
    }

    /** Returns what to say where nobody states λ. @param starts one for each backbone without, at least one */
    public static String unknown(Collection<RidgeStart> starts) {
        List<String> options = new ArrayList<>();
        starts.forEach(
                s -> options.add("--lambda " + (starts.size() == 1 ? "" : s.backbone() + "=") + plain(s.lambda())));
        return "least squares needs a ridge λ for "
                + starts.stream().map(RidgeStart::backbone).collect(Collectors.joining(", "))
                + ", which is neither given nor stated by embeddings file, card or published table; a start is "
                + String.join(" ", options) + " (0.001 · mean ‖x‖² / d of "
                + starts.stream().map(RidgeStart::source).collect(Collectors.joining(", "))
                + "); try ten times more and less, and take what is best on rows held out";
    }

    private static String plain(double lambda) {
        return lambda >= 1e-4 && lambda < 1e6
                ? BigDecimal.valueOf(lambda).stripTrailingZeros().toPlainString()
                : Double.toString(lambda);
    }
}
