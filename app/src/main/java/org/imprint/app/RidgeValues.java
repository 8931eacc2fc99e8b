package org.imprint.app;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Sweep;

/** The ridges λ that a command line gives: {@code VALUE} for every backbone, {@code BACKBONE=VALUE} for one. */
public final class RidgeValues {

    /** How to come to a λ where no card states one. */
    public static final String HOW_TO_CHOOSE =
            "A start is 0.001 · mean ‖x‖² / d; try ten times more and less, and take what is best on rows held out.";

    private RidgeValues() {}

    /**
     * Returns λ by backbone; what names a backbone goes before what is for all.
     *
     * @throws IllegalArgumentException if a value is no number > 0, or a backbone is none of the sweep's: one that nobody asks
     *     for is misspelt, and its namesake would be run with another λ
     */
    public static Map<String, Double> of(List<String> given, Sweep sweep) {
        SortedSet<String> backbones = sweep.grids().stream()
                .flatMap(grid -> grid.data().stream())
                .map(DataChoice::backbone)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Double> lambdas = new TreeMap<>();
        for (String one : given) {
            if (!one.contains("=")) {
                backbones.forEach(backbone -> lambdas.put(backbone, value(one)));
            }
        }
        for (String one : given) {
            int equals = one.lastIndexOf('=');
            if (equals >= 0) {
                String backbone = one.substring(0, equals);
                if (!backbones.contains(backbone)) {
                    throw Named.unknown("backbone of --lambda", backbone, backbones);
                }
                lambdas.put(backbone, value(one.substring(equals + 1)));
            }
        }
        return lambdas;
    }

    private static double value(String text) {
        try {
            return Checks.positive("--lambda", Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--lambda must be [BACKBONE=]VALUE such as 0.01, was " + text, e);
        }
    }
}
