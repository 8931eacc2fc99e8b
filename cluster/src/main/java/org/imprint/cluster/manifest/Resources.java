package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import org.imprint.core.Checks;

/**
 * What one pod gets.
 *
 * @param cpu processors requested, such as {@code 2} or {@code 500m}; its whole part is the number of workers
 * @param memory memory requested, such as {@code 4Gi}
 * @param cpuLimit most processors; empty sets no limit
 * @param memoryLimit most memory; empty sets it to what is requested, since Java takes its share of the limit
 * @param gpus GPUs, none if 0
 * @param gpuResource the name under which nodes offer them
 */
public record Resources(
        String cpu,
        String memory,
        Optional<String> cpuLimit,
        Optional<String> memoryLimit,
        int gpus,
        String gpuResource) {

    /** Checks the amounts. */
    public Resources {
        Legal.quantity("cpu", cpu);
        Legal.bytes("memory", memory);
        cpuLimit.ifPresent(q -> atLeast("cpu limit", q, cpu));
        memoryLimit.ifPresent(q -> atLeast("memory limit", q, memory));
        Checks.inRange("gpus", gpus, 0, 64);
        Checks.require(
                gpuResource.matches("[a-z0-9.-]+/[A-Za-z0-9._-]+"),
                "GPU resource must be a name such as nvidia.com/gpu",
                "'" + gpuResource + "'");
    }

    /** Returns a small pod: one processor, 2 GiB. */
    public static Resources defaults() {
        return new Resources("1", "2Gi", Optional.empty(), Optional.empty(), 0, "nvidia.com/gpu");
    }

    /** Returns the number of workers that the requested processors keep busy, at least 1. */
    int workers() {
        return Math.max(1, new Quantity(cpu).getNumericalAmount().intValue());
    }

    private static void atLeast(String what, String limit, String request) {
        Legal.quantity(what, limit);
        Checks.require(
                new Quantity(limit).getNumericalAmount().compareTo(new Quantity(request).getNumericalAmount()) >= 0,
                what + " must be at least the request, " + request,
                limit);
    }
}
