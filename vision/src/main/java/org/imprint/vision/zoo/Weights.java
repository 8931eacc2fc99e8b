package org.imprint.vision.zoo;

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
        List<String> unexpected = new ArrayList<>();
        String head = architecture.classifier().name() + ".";
        for (String name : byName.keySet()) {
            boolean dropped = outputs == Outputs.EMBEDDING && name.startsWith(head);
            if (!taken.contains(name) && !dropped && !architecture.isUnused(name)) {
                unexpected.add(name);
            }
        }
        List<String> problems = new ArrayList<>();
        tell(problems, missing, "missing");
        tell(problems, unexpected, "unexpected");
        tell(problems, misshaped, "of the wrong shape");
        tell(problems, doubled, "present under two names");
        return problems;
    }

    private static void tell(List<String> problems, List<String> names, String what) {
        if (!names.isEmpty()) {
            int shown = Math.min(SHOWN, names.size());
            String rest = names.size() > shown ? ", and " + (names.size() - shown) + " more" : "";
            problems.add(what + " (" + names.size() + "): " + String.join(", ", names.subList(0, shown)) + rest);
        }
    }
}
