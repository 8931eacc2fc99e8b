package org.imprint.lab.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;

/**
 * What the numbers of a result store depend on besides the combinations: equal settings and combinations give equal results.
 *
 * @param semantics whose numbers they are
 * @param revision counted up whenever a version of this software gives other numbers for the same input
 * @param lambdas ridge λ by backbone, of those that least squares used
 * @param inputs by {@link InputFile#name()}
 * @param code SHA-256 of the class files of own methods, by what and name, such as {@code generator first}
 */
public record Settings(
        Semantics semantics,
        int revision,
        SortedMap<String, Double> lambdas,
        SortedMap<String, InputFile> inputs,
        SortedMap<String, String> code) {

    /** The revision of this version. */
    public static final int REVISION = 1;

    /** Copies the maps and checks the numbers. */
    public Settings {
        Checks.require(revision >= 1, "revision must be at least 1", revision);
        lambdas.forEach((backbone, lambda) -> Checks.positive("λ of " + backbone, lambda));
        lambdas = Collections.unmodifiableSortedMap(new TreeMap<>(lambdas));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        code = Collections.unmodifiableSortedMap(new TreeMap<>(code));
    }

    /** Creates settings of methods of this toolkit alone. */
    public Settings(
            Semantics semantics, int revision, SortedMap<String, Double> lambdas, SortedMap<String, InputFile> inputs) {
        this(semantics, revision, lambdas, inputs, new TreeMap<>());
    }

    /** Returns settings of this version without inputs. */
    public static Settings of(Semantics semantics) {
        return new Settings(semantics, REVISION, new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Returns why results under these settings and others must not lie in one store, a sentence each; empty if they may. What
     * only one of them names is no conflict.
     *
     * @param now the settings of a run that is about to start
     */
    public List<String> conflicts(Settings now) {
        List<String> lines = new ArrayList<>();
        if (semantics != now.semantics) {
            lines.add("semantics are " + now.semantics.wireName() + ", the store's are " + semantics.wireName());
        }
        if (revision != now.revision) {
            lines.add("this version computes results of revision " + now.revision + ", the store's are of revision "
                    + revision);
        }
        lambdas.forEach((backbone, lambda) -> {
            Double other = now.lambdas.get(backbone);
            if (other != null && !other.equals(lambda)) {
                lines.add("λ of " + backbone + " is " + other + ", the store's is " + lambda);
            }
        });
        inputs.forEach((name, input) -> {
            InputFile other = now.inputs.get(name);
            if (other != null && !other.equals(input)) {
                lines.add(name + " has other embeddings (" + describe(other)
                        + ") than the store's results were made from (" + describe(input) + ")");
            }
        });
        code.forEach((method, sha256) -> {
            String other = now.code.get(method);
            if (other != null && !other.equals(sha256)) {
                lines.add("the code of " + method + " is other (" + start(other)
                        + ") than that of the store's results (" + start(sha256) + ")");
            }
        });
        return lines;
    }

    private static String describe(InputFile file) {
        return file.rows() + " x " + file.dimension() + ", " + start(file.sha256());
    }

    private static String start(String sha256) {
        return "sha256 " + sha256.substring(0, 12) + "…";
    }

    /** Returns these settings with what the others name besides. */
    public Settings and(Settings other) {
        SortedMap<String, Double> allLambdas = new TreeMap<>(other.lambdas);
        allLambdas.putAll(lambdas);
        SortedMap<String, InputFile> allInputs = new TreeMap<>(other.inputs);
        allInputs.putAll(inputs);
        SortedMap<String, String> allCode = new TreeMap<>(other.code);
        allCode.putAll(code);
        return new Settings(semantics, revision, allLambdas, allInputs, allCode);
    }
}
