package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.imprint.app.text.TextTable;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.proxycount.ProxyCount;

/** The classes with their examples and proxies, and why they have so many where the examples said it. */
final class ClassTable {

    private ClassTable() {}

    /** Returns whether the examples said how many proxies any class has. */
    static boolean hasReasons(ClassifierState state) {
        return state.classes().stream().anyMatch(c -> c.count().isPresent());
    }

    static List<String> lines(ClassifierState state) {
        boolean reasons = hasReasons(state);
        TextTable table = reasons
                ? new TextTable("class", "examples", "proxies", "why")
                : new TextTable("class", "examples", "proxies");
        for (LearnedClass c : state.classes()) {
            String n = Integer.toString(c.learned());
            String k = Integer.toString(c.proxies().rows());
            if (reasons) {
                table.row(c.name(), n, k, c.count().map(ProxyCount::reason).orElse(""));
            } else {
                table.row(c.name(), n, k);
            }
        }
        return table.lines();
    }

    /** Adds what is known of the number of a class's proxies. */
    static void addProxies(LearnedClass c, ObjectNode to) {
        to.put("proxies", c.proxies().rows());
        c.count().ifPresent(count -> {
            ObjectNode chosen = to.putObject("k_chosen")
                    .put("k", count.k())
                    .put("ground", count.ground().wireName())
                    .put("reason", count.reason());
            if (count.tried() > 1) {
                chosen.put("tried", count.tried())
                        .put("gain_points", count.gain().points())
                        .put("gain_nats", count.gain().nats())
                        .put("gain_nats_error", count.gain().error());
            }
            if (Double.isFinite(count.collapse())) {
                chosen.put("within_over_between", count.collapse());
            }
            count.silhouette().ifPresent(s -> chosen.put("silhouette", s));
        });
    }
}
