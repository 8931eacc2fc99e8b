package org.imprint.vision.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Named tensors in the order of the file. */
public final class StateDict {

    private final String source;
    private final CheckpointFormat format;
    private final List<String> path;
    private final Map<String, Tensor> tensors;

    StateDict(String source, CheckpointFormat format, List<String> path, Map<String, Tensor> tensors) {
        this.source = source;
        this.format = format;
        this.path = List.copyOf(path);
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Returns the path of the file, for messages. */
    public String source() {
        return source;
    }

    /** Returns the container it was read from. */
    public CheckpointFormat format() {
        return format;
    }

    /** Returns the keys under which the tensors were found, such as {@code [model]}; empty for the top level. */
    public List<String> path() {
        return path;
    }

    /** Returns all tensors, unmodifiable, in the order of the file. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Returns the tensor of this name, if there is one. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * Returns some of the tensors under other names.
     *
     * @param names the new name by that in the file; tensors that it lacks are left out
     */
    public StateDict renamed(Map<String, String> names) {
        Map<String, Tensor> some = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (names.containsKey(name)) {
                some.put(names.get(name), tensor);
            }
        });
        return new StateDict(source, format, path, some);
    }

    /** Returns the names of the first three tensors, and how many there are, for a message. */
    public String summary() {
        String some = tensors.keySet().stream().limit(3).collect(Collectors.joining(", "));
        int n = tensors.size();
        return n > 3 ? n + " tensors (" + some + ", …)" : n + " tensors (" + some + ")";
    }

    /** Returns the number of elements of all tensors. */
    public long numel() {
        return tensors.values().stream().mapToLong(Tensor::numel).sum();
    }
}
