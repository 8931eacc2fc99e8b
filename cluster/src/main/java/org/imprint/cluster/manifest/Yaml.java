package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/** Objects of a cluster as text, and back. */
final class Yaml {

    private static final Pattern BORDER = Pattern.compile("(?m)^---\\s*$");

    private static final String RULES = " must have requiredDuringSchedulingIgnoredDuringExecution or"
            + " preferredDuringSchedulingIgnoredDuringExecution only";

    private Yaml() {}

    /** Returns objects as one text, one document each. */
    static String text(List<? extends HasMetadata> objects) {
        return objects.stream().map(Yaml::text).collect(Collectors.joining());
    }

    private static String text(HasMetadata object) {
        String text = Serialization.asYaml(object);
        String again = Serialization.asYaml(Serialization.unmarshal(text, object.getClass()));
        Checks.require(
                again.equals(text),
                object.getKind() + " " + object.getMetadata().getName() + " must read as it was written",
                "another");
        return text.startsWith("---") ? text : "---\n" + text;
    }

    /**
     * Reads objects.
     *
     * @throws ImprintException naming the file, if something in it is no job, claim or configuration
     */
    static List<HasMetadata> objects(Path file, String text) {
        List<HasMetadata> all = new ArrayList<>();
        for (String document : BORDER.split(text)) {
            if (document.lines().allMatch(l -> l.isBlank() || l.startsWith("#"))) {
                continue;
            }
            all.add(object(file, document));
        }
        return all;
    }

    private static HasMetadata object(Path file, String document) {
        try {
            Object kind = Serialization.unmarshal(document, Map.class).get("kind");
            Class<? extends HasMetadata> type =
                    switch (String.valueOf(kind)) {
                        case "Job" -> Job.class;
                        case "ConfigMap" -> ConfigMap.class;
                        case "PersistentVolumeClaim" -> PersistentVolumeClaim.class;
                        default ->
                            throw new ImprintException(
                                    file + ": kind must be Job, ConfigMap or PersistentVolumeClaim, was " + kind);
                    };
            return Serialization.unmarshal(document, type);
        } catch (ImprintException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ImprintException(file + ": is not what a cluster reads: " + firstLine(e), e);
        }
    }

    /** Reads an affinity; of misspelt fields, those of its first two levels are found, which choose what it means. */
    static Affinity affinity(String yaml) {
        Affinity affinity;
        try {
            affinity = Serialization.unmarshal(yaml, Affinity.class);
        } catch (RuntimeException e) {
            throw new ImprintException("affinity is not what a cluster reads: " + firstLine(e), e);
        }
        Checks.require(
                affinity != null, "affinity must have nodeAffinity, podAffinity or podAntiAffinity only", "nothing");
        requireKnown(
                "affinity must have nodeAffinity, podAffinity or podAntiAffinity only",
                affinity.getAdditionalProperties());
        if (affinity.getNodeAffinity() != null) {
            requireKnown("nodeAffinity" + RULES, affinity.getNodeAffinity().getAdditionalProperties());
        }
        if (affinity.getPodAffinity() != null) {
            requireKnown("podAffinity" + RULES, affinity.getPodAffinity().getAdditionalProperties());
        }
        if (affinity.getPodAntiAffinity() != null) {
            requireKnown(
                    "podAntiAffinity" + RULES, affinity.getPodAntiAffinity().getAdditionalProperties());
        }
        return affinity;
    }

    private static void requireKnown(String rule, Map<String, Object> unknown) {
        Checks.require(unknown.isEmpty(), rule, unknown.keySet());
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
