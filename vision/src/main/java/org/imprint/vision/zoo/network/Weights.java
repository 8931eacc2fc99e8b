package org.imprint.vision.zoo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.Tensor;

/** A state dict as an architecture asks for it; what does not fit is collected, so that all of it can be told at once. */
final class Weights {

    private static final int SHOWN = 20;
    private static final int FEW = 3;

    private final Map<String, Tensor> byName = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshaped = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();

    Weights(StateDict dict, Architecture architecture) {
        dict.tensors().forEach((nameInFile, tensor) -> {
            String name = architecture.canonicalName(nameInFile);
            if (byName.put(name, tensor) != null) {
                doubled.add(name);
            }
        });
    }

    /** Returns a floating-point tensor of exactly this shape, or nothing after noting what is wrong. */
    Optional<Tensor> find(String name, long... shape) {
        taken.add(name);
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            missing.add(name);
            return Optional.empty();
        }
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (!tensor.shape().equals(wanted) || !tensor.dtype().isFloating()) {
            misshaped.add(name + " must be floating-point " + wanted + ", was " + tensor);
            return Optional.empty();
        }
        return Optional.of(tensor);
    }

    /** Returns what does not fit, once all tensors have been asked for: one entry per kind of problem, none if all is well. */
    List<String> problems(Architecture architecture, Outputs outputs) {
        return problems(unexpected(architecture, outputs), SHOWN);
    }

    /** Returns how well the tensors fit as an embedding, once all of them have been asked for. */
    Fit fit(Architecture architecture) {
        List<String> unexpected = unexpected(architecture, Outputs.EMBEDDING);
        int wrong = missing.size() + unexpected.size() + misshaped.size() + doubled.size();
        return new Fit(wrong, problems(unexpected, FEW));
    }

    private List<String> unexpected(Architecture architecture, Outputs outputs) {
        List<String> unexpected = new ArrayList<>();
        String head = architecture.classifier().name() + ".";
        for (String name : byName.keySet()) {
            boolean dropped = outputs == Outputs.EMBEDDING && name.startsWith(head);
            if (!taken.contains(name) && !dropped && !architecture.isUnused(name)) {
                unexpected.add(name);
            }
        }
        return unexpected;
    }

    private List<String> problems(List<String> unexpected, int shown) {
        List<String> problems = new ArrayList<>();
        tell(problems, missing, "missing", shown);
        tell(problems, unexpected, "unexpected", shown);
        tell(problems, misshaped, "of the wrong shape", shown);
        tell(problems, doubled, "present under two names", shown);
        return problems;
    }

    private static void tell(List<String> problems, List<String> names, String what, int most) {
        if (!names.isEmpty()) {
            int shown = Math.min(most, names.size());
            String rest = names.size() > shown ? ", and " + (names.size() - shown) + " more" : "";
            problems.add(what + " (" + names.size() + "): " + String.join(", ", names.subList(0, shown)) + rest);
        }
    }
}
