package org.imprint.vision.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.zoo.network.Fit;

/**
 * The tensors of a file under the names that a backbone gives them, without what training wrapped around it:
 * {@code module.encoder_q.conv1.weight} is {@code conv1.weight}.
 *
 * <p>What wraps is not taken from a list, but found: whatever the names of a tenth of the tensors begin with may go, if what
 * remains fits exactly. Segments such as {@code module}, which wrappers put anywhere into a name, go first.
 *
 * @param backbone the backbone they fit, or the one that is nearest
 * @param weights the tensors it has under its names; those that lie elsewhere are left out
 * @param problems why they do not fit, with a few names each; empty if they do
 * @param example a name in the file and the one it is read as; empty if no name changes
 * @param leftOut tensors that lie elsewhere
 * @param other where else in the file tensors fit, too, and were left out; empty if nowhere
 */
public record Unwrapped(
        ZooBackbone backbone,
        StateDict weights,
        List<String> problems,
        Optional<String> example,
        int leftOut,
        Optional<String> other) {

    private static final int MOST_SEGMENTS = 8;

    /** The least part of a file's tensors, 1 / 10, that a backbone among others has. */
    private static final int LEAST_PART = 10;

    /** Put before a part of a network by DataParallel, torch.compile, FSDP and activation checkpointing. */
    private static final Set<String> TRANSPARENT =
            Set.of("module", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module");

    /** Of two networks in one file, the one that is not meant to be used: MoCo's keys, DINO's student, BYOL's target. */
    private static final Set<String> SECOND =
            Set.of("encoder_k", "key_encoder", "momentum_encoder", "student", "target_encoder", "target_network");

    /** Copies the list. */
    public Unwrapped {
        problems = List.copyOf(problems);
    }

    /** One way to read the names of a file: those that begin with a prefix, without it. */
    private record Reading(String prefix, Map<String, String> names) {

        boolean isSecond() {
            return Arrays.stream(prefix.split("\\.")).anyMatch(SECOND::contains);
        }
    }

    private record Candidate(Reading reading, ZooBackbone backbone, StateDict weights, Fit fit) {}

    /**
     * Returns the tensors of a file as the backbone that they fit has them, or else as the nearest would.
     *
     * @param among the backbones that it may be, at least one
     * @throws CheckpointException if the file has several sets of tensors that fit, and none is known to be the one to use
     */
    public static Unwrapped of(StateDict dict, List<ZooBackbone> among) {
        List<Candidate> all = new ArrayList<>();
        for (Reading reading : readings(dict)) {
            StateDict weights = dict.renamed(reading.names());
            among.forEach(b -> all.add(new Candidate(reading, b, weights, b.fit(weights))));
            if (reading.prefix().isEmpty() && all.stream().anyMatch(c -> c.fit().isExact())) {
                break; // nothing wraps it
            }
        }
        List<Candidate> fitting = all.stream().filter(c -> c.fit().isExact()).toList();
        if (fitting.isEmpty()) {
            return of(
                    dict,
                    all.stream()
                            .min(Comparator.comparingInt(c -> c.fit().wrong()))
                            .orElseThrow(),
                    Optional.empty());
        }
        List<Candidate> first =
                fitting.stream().filter(c -> !c.reading().isSecond()).toList();
        List<Candidate> chosen = first.isEmpty() ? fitting : first;
        if (chosen.size() > 1) {
            throw new CheckpointException(
                    dict.source(),
                    Reason.WRONG_TENSORS,
                    "holds several sets of tensors that fit a backbone, those under "
                            + chosen.stream().map(c -> c.reading().prefix()).collect(Collectors.joining(", "))
                            + "; save the one that is meant in a file of its own");
        }
        Optional<String> other = fitting.stream()
                .filter(c -> c != chosen.get(0))
                .map(c -> c.reading().prefix())
                .findFirst();
        return of(dict, chosen.get(0), other);
    }

    private static Unwrapped of(StateDict dict, Candidate c, Optional<String> other) {
        Optional<String> example = c.reading().names().entrySet().stream()
                .filter(e -> !e.getKey().equals(e.getValue()))
                .map(e -> e.getKey() + " as " + e.getValue())
                .findFirst();
        int leftOut = dict.tensors().size() - c.weights().tensors().size();
        return new Unwrapped(c.backbone(), c.weights(), c.fit().problems(), example, leftOut, other);
    }

    private static List<Reading> readings(StateDict dict) {
        Map<String, String> plain = new LinkedHashMap<>();
        dict.tensors().keySet().forEach(name -> plain.put(name, name));
        Map<String, String> bare = bare(plain);
        List<Reading> readings = new ArrayList<>(List.of(new Reading("", plain)));
        readings.add(new Reading("", bare));
        below(plain, readings);
        below(bare, readings);
        Map<Map<String, String>, Reading> distinct = new LinkedHashMap<>();
        readings.forEach(r -> distinct.putIfAbsent(r.names(), r));
        return List.copyOf(distinct.values());
    }

    /** Adds a reading for each prefix that many names have. */
    private static void below(Map<String, String> names, List<Reading> readings) {
        Map<String, Integer> count = new LinkedHashMap<>();
        names.values().forEach(name -> prefixes(name).forEach(p -> count.merge(p, 1, Integer::sum)));
        count.forEach((prefix, n) -> {
            if (n * LEAST_PART >= names.size()) {
                Map<String, String> below = new LinkedHashMap<>();
                names.forEach((inFile, name) -> {
                    if (name.startsWith(prefix)) {
                        below.put(inFile, name.substring(prefix.length()));
                    }
                });
                readings.add(new Reading(prefix, bare(below)));
            }
        });
    }

    /** Takes transparent segments out of names, unless two would become one. */
    private static Map<String, String> bare(Map<String, String> names) {
        Map<String, String> bare = new LinkedHashMap<>();
        names.forEach((inFile, name) -> bare.put(inFile, withoutTransparent(name)));
        return Set.copyOf(bare.values()).size() == bare.size() ? bare : names;
    }

    private static String withoutTransparent(String name) {
        return Stream.of(name.split("\\."))
                .filter(s -> !TRANSPARENT.contains(s))
                .collect(Collectors.joining("."));
    }

    private static List<String> prefixes(String name) {
        List<String> prefixes = new ArrayList<>();
        for (int dot = name.indexOf('.');
                dot >= 0 && prefixes.size() < MOST_SEGMENTS;
                dot = name.indexOf('.', dot + 1)) {
            prefixes.add(name.substring(0, dot + 1));
        }
        return prefixes;
    }

    /** Returns whether the tensors fit the backbone. */
    public boolean fits() {
        return problems.isEmpty();
    }

    /** Returns what is to be said about names that were changed or left out; empty if there were none. */
    public Optional<String> note() {
        if (example.isEmpty() && leftOut == 0) {
            return Optional.empty();
        }
        String renamed = example.map(e -> "tensors are read without what wraps them: " + e)
                .orElse("names are as they are");
        String elsewhere = leftOut == 0 ? "" : "; left out: " + leftOut + " tensors that lie elsewhere";
        return Optional.of(renamed
                + elsewhere
                + other.map(o -> ", among them " + o + ", which fits, too").orElse(""));
    }

    /** Returns what is nearest and what it lacks, for a message. */
    public String nearest() {
        return "nearest is " + backbone.card().name()
                + example.map(e -> ", reading " + e).orElse("") + ", but tensors are " + String.join("; ", problems);
    }
}
