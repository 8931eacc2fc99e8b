package org.imprint.core.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;

/** Which class each proxy belongs to; proxies are stacked in class order. */
final class ProxyClasses {

    private final int[] ofProxies;
    private final int count;

    private ProxyClasses(int[] ofProxies, int count) {
        this.ofProxies = ofProxies;
        this.count = count;
    }

    /** Returns the classes of proxies [k_c, d] per class; each class needs at least one proxy. */
    static ProxyClasses of(List<FloatMatrix> perClass) {
        Checks.require(!perClass.isEmpty(), "head needs at least one class", 0);
        int[] classes = new int[perClass.stream().mapToInt(FloatMatrix::rows).reduce(0, Math::addExact)];
        int at = 0;
        for (int c = 0; c < perClass.size(); c++) {
            int k = perClass.get(c).rows();
            Checks.require(k > 0, "class index " + c + " must have at least one proxy", k);
            Arrays.fill(classes, at, at + k, c);
            at += k;
        }
        return new ProxyClasses(classes, perClass.size());
    }

    /** Returns the proxies [p, d] class by class; views. */
    List<FloatMatrix> split(FloatMatrix proxies) {
        List<FloatMatrix> perClass = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= ofProxies.length; to++) {
            if (to == ofProxies.length || ofProxies[to] != ofProxies[from]) {
                perClass.add(proxies.rows(from, to));
                from = to;
            }
        }
        return perClass;
    }

    /** Returns the class index of each proxy; shared. */
    int[] ofProxies() {
        return ofProxies;
    }

    /** Returns C. */
    int count() {
        return count;
    }
}
