package org.imprint.app.k8s;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How pods run: image, nodes, resources, rights. */
final class PodOptions {

    @Option(names = "--namespace", paramLabel = "NAME", description = "Namespace. Default: that of whoever applies.")
    String namespace;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description = "Image as the cluster pulls it. Default: imprint:latest.")
    String image;

    @Option(names = "--pull-policy", paramLabel = "NAME", description = "Always, IfNotPresent or Never.")
    String pullPolicy;

    @Option(names = "--pull-secret", paramLabel = "NAME", description = "Secret for the registry. Repeatable.")
    List<String> pullSecrets = List.of();

    @Option(names = "--node-selector", paramLabel = "LABEL=VALUE", description = "Nodes with this label. Repeatable.")
    Map<String, String> nodeSelector = new TreeMap<>();

    @Option(
            names = "--toleration",
            paramLabel = "KEY[=VALUE][:EFFECT]",
            description = "Taint of nodes that does not matter. Repeatable.")
    List<String> tolerations = List.of();

    @Option(names = "--affinity", paramLabel = "FILE.yaml", description = "Affinity, as in a pod's specification.")
    Path affinity;

    @Option(names = "--priority-class", paramLabel = "NAME", description = "Priority class of the pods.")
    String priorityClass;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            description = "Processors requested; the whole part is the number of workers. Default: 1.")
    String cpu;

    @Option(names = "--cpu-limit", paramLabel = "N", description = "Most processors. Default: no limit.")
    String cpuLimit;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory requested. Default: 2Gi.")
    String memory;

    @Option(names = "--memory-limit", paramLabel = "SIZE", description = "Most memory. Default: what is requested.")
    String memoryLimit;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs. Default: 0.")
    int gpus;

    @Option(names = "--gpu-resource", paramLabel = "NAME", description = "Their name. Default: nvidia.com/gpu.")
    String gpuResource;

    @Option(names = "--service-account", paramLabel = "NAME", description = "Service account of the pods.")
    String serviceAccount;

    @Option(
            names = "--env-from-secret",
            paramLabel = "NAME",
            description = "Secret whose entries become environment variables. Repeatable.")
    List<String> secrets = List.of();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "Environment variable. Repeatable.")
    Map<String, String> environment = new TreeMap<>();
}
