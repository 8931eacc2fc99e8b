package org.imprint.cluster.manifest;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;

/**
 * A taint of nodes that jobs do not mind.
 *
 * @param key of the taint
 * @param value of the taint; empty tolerates every value
 * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; empty tolerates all of them
 */
public record NodeToleration(String key, Optional<String> value, Optional<String> effect) {

    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    /** Checks key, value and effect. */
    public NodeToleration {
        Checks.require(!key.isBlank(), "toleration must be key[=value][:effect]", "'" + key + "'");
        Legal.key("key of a toleration", key);
        value.ifPresent(v -> Legal.value("value of the toleration " + key, v));
        effect.ifPresent(e -> Checks.require(
                EFFECTS.contains(e),
                "effect of a toleration must be one of " + String.join(", ", EFFECTS),
                "'" + e + "'"));
    }

    /** Reads {@code key[=value][:effect]}. */
    public static NodeToleration parse(String text) {
        int colon = text.lastIndexOf(':');
        Optional<String> effect = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        String taint = colon < 0 ? text : text.substring(0, colon);
        int equals = taint.indexOf('=');
        return equals < 0
                ? new NodeToleration(taint, Optional.empty(), effect)
                : new NodeToleration(taint.substring(0, equals), Optional.of(taint.substring(equals + 1)), effect);
    }
}
