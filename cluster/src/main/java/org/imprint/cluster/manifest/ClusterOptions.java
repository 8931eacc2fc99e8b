package org.imprint.cluster.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.Checks;

/**
 * How jobs run, whatever they do; {@link #defaults} run on a plain cluster.
 *
 * @param namespace written into the objects; empty leaves it to whoever applies them
 * @param image what runs
 * @param placement where
 * @param resources with how much
 * @param storage on which volumes
 * @param access with which rights and secrets
 * @param lifetime how often and how long
 */
public record ClusterOptions(
        Optional<String> namespace,
        Image image,
        Placement placement,
        Resources resources,
        Storage storage,
        Access access,
        Lifetime lifetime) {

    /** Checks the name. */
    public ClusterOptions {
        namespace.ifPresent(Legal::namespace);
    }

    /** Returns what is used where nothing is said. */
    public static ClusterOptions defaults() {
        return new ClusterOptions(
                Optional.empty(),
                new Image("imprint:latest", Optional.empty(), List.of()),
                new Placement(Map.of(), List.of(), Optional.empty(), Optional.empty()),
                Resources.defaults(),
                Storage.defaults(),
                new Access(Optional.empty(), List.of(), Map.of()),
                Lifetime.defaults());
    }

    /**
     * The image.
     *
     * @param name with registry and tag or digest as the cluster pulls it
     * @param pullPolicy {@code Always}, {@code IfNotPresent} or {@code Never}; empty leaves it to the cluster
     * @param pullSecrets names of secrets for the registry
     */
    public record Image(String name, Optional<String> pullPolicy, List<String> pullSecrets) {

        private static final List<String> POLICIES = List.of("Always", "IfNotPresent", "Never");

        /** Checks the names. */
        public Image {
            Checks.require(
                    !name.isBlank() && !name.contains(" "), "image must be a name such as imprint:1", "'" + name + "'");
            pullPolicy.ifPresent(p -> Checks.require(
                    POLICIES.contains(p), "pull policy must be one of " + String.join(", ", POLICIES), "'" + p + "'"));
            pullSecrets = List.copyOf(pullSecrets);
            pullSecrets.forEach(s -> Legal.name("pull secret", s));
        }
    }

    /**
     * Which nodes.
     *
     * @param nodeSelector labels that a node must have
     * @param tolerations taints that do not matter
     * @param affinity an affinity as in a pod's specification, as YAML
     * @param priorityClass name of a priority class
     */
    public record Placement(
            Map<String, String> nodeSelector,
            List<NodeToleration> tolerations,
            Optional<String> affinity,
            Optional<String> priorityClass) {

        /** Copies the collections, checks names, labels and values. */
        public Placement {
            nodeSelector = Map.copyOf(nodeSelector);
            nodeSelector.forEach((key, value) -> {
                Legal.key("label of nodes", key);
                Legal.value("value of the label " + key + " of nodes", value);
            });
            tolerations = List.copyOf(tolerations);
            priorityClass.ifPresent(p -> Legal.name("priority class", p));
        }
    }

    /**
     * Rights and secrets.
     *
     * @param serviceAccount name of a service account; its token is not mounted, since jobs ask the cluster nothing
     * @param secrets names of secrets whose entries become environment variables
     * @param environment further variables
     */
    public record Access(Optional<String> serviceAccount, List<String> secrets, Map<String, String> environment) {

        /** Copies the collections, checks the names. */
        public Access {
            serviceAccount.ifPresent(s -> Legal.name("service account", s));
            secrets = List.copyOf(secrets);
            secrets.forEach(s -> Legal.name("secret", s));
            environment = Map.copyOf(environment);
            environment
                    .keySet()
                    .forEach(k -> Checks.require(
                            k.matches("[A-Za-z_][A-Za-z0-9_]*"), "environment variable must be a name", "'" + k + "'"));
        }
    }
}
