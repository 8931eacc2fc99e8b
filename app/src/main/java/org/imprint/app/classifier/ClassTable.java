package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.app.text.TextTable;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.text.Digits;

/** The classes with their examples, proxies and thresholds, and why they have so many proxies where the examples said it. */
final class ClassTable {

    private ClassTable() {}

    /** Returns whether the examples said how many proxies any class has. */
    static boolean hasReasons(ClassifierState state) {
        return state.classes().stream().anyMatch(c -> c.count().isPresent());
    }

    static List<String> lines(ClassifierState state) {
        boolean reasons = hasReasons(state);
        boolean thresholds = state.settings().certainty().rejection().isPresent();
        List<String> head = new ArrayList<>(List.of("class", "examples", "proxies"));
        if (thresholds) {
            head.add("threshold");
        }
        if (reasons) {
            head.add("why");
        }
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (LearnedClass c : state.classes()) {
            List<String> row = new ArrayList<>(List.of(
                    c.name(),
                    Integer.toString(c.learned()),
                    Integer.toString(c.proxies().rows())));
            if (thresholds) {
                row.add(c.threshold().map(ClassTable::words).orElse("none"));
            }
            if (reasons) {
                row.add(c.count().map(ProxyCount::reason).orElse(""));
            }
            table.row(row.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String words(Threshold threshold) {
        return Digits.fixed(threshold.value(), 4) + (threshold.borrowed() ? ", borrowed" : "");
    }

    /** Adds what is known of the number of a class's proxies, and its threshold. */
    static void addProxies(LearnedClass c, ObjectNode to) {
        c.threshold().ifPresent(t -> to.put("threshold", t.value()).put("borrowed", t.borrowed()));
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
