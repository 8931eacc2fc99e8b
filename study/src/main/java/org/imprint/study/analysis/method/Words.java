package org.imprint.study.analysis.method;

import org.imprint.lab.sweep.key.MethodKey;

/** Headings of the parts of a method, as the paper has them. */
public final class Words {

    private Words() {}

    /** Returns the heading of a part. */
    public static String of(MethodKey key) {
        return switch (key) {
            case PRE -> "NORMpre";
            case PRESAMPLING -> "presampling";
            case FEWSHOT -> "few shots";
            case GENERATOR -> "GEN";
            case K -> "k";
            case POST -> "NORMpost";
            case INF -> "NORMinf";
            case AGGREGATION -> "AGG";
            case DISTANCE -> "distance";
            case WEIGHTING -> "weighting";
            case M -> "m";
        };
    }
}
