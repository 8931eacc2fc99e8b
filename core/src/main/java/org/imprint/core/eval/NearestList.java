package org.imprint.core.eval;

import java.util.Arrays;

/** Neighbours of one query, nearest first; of equally near ones the first proxy. */
final class NearestList {

    private final double[] distances;
    private final int[] proxies;
    private final int[] classes;
    private int size;

    NearestList(int most) {
        this.distances = new double[most];
        this.proxies = new int[most];
        this.classes = new int[most];
    }

    /** Adds a neighbour where it belongs. */
    void add(double distance, int proxy, int ofClass) {
        int at = size++;
        while (at > 0 && (distances[at - 1] > distance || distances[at - 1] == distance && proxies[at - 1] > proxy)) {
            distances[at] = distances[at - 1];
            proxies[at] = proxies[at - 1];
            classes[at] = classes[at - 1];
            at--;
        }
        distances[at] = distance;
        proxies[at] = proxy;
        classes[at] = ofClass;
    }

    int size() {
        return size;
    }

    /** Returns the distances of the m nearest. */
    double[] distances(int m) {
        return Arrays.copyOf(distances, m);
    }

    /** Returns the classes of the m nearest. */
    int[] classes(int m) {
        return Arrays.copyOf(classes, m);
    }
}
