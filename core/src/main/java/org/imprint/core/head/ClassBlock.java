package org.imprint.core.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.search.GroupMaxima;
import org.imprint.core.search.Measure;
import org.imprint.core.search.ProxyBlock;

/** The proxies of some classes that follow each other, and what a search by a measure asks of them. Immutable; heads share blocks. */
final class ClassBlock {

    private final FloatMatrix proxies;
    private final int[] starts;
    private final List<ProxyBlock> prepared;

    private ClassBlock(FloatMatrix proxies, int[] starts, List<ProxyBlock> prepared) {
        this.proxies = proxies;
        this.starts = starts;
        this.prepared = prepared;
    }

    /**
     * Returns a block; time O(r·d) of its proxies.
     *
     * @param perClass one matrix [k_c, d] per class, k_c ≥ 1; copied
     * @param measure what it is prepared for; empty prepares nothing
     */
    static ClassBlock of(List<FloatMatrix> perClass, Optional<Measure> measure) {
        FloatMatrix proxies = FloatMatrix.concat(perClass);
        int[] starts = new int[perClass.size() + 1];
        for (int c = 0; c < perClass.size(); c++) {
            starts[c + 1] = starts[c] + perClass.get(c).rows();
        }
        return new ClassBlock(
                proxies, starts, measure.map(m -> ProxyBlock.cut(m, proxies)).orElse(List.of()));
    }

    /** Returns the number of classes. */
    int classes() {
        return starts.length - 1;
    }

    /** Returns the proxies of all its classes; shared. */
    FloatMatrix proxies() {
        return proxies;
    }

    /** Returns the proxies of class c of the block; a view. */
    FloatMatrix ofClass(int c) {
        return proxies.rows(starts[c], starts[c + 1]);
    }

    /** Returns the proxies class by class, in a list that may be changed; views. */
    List<FloatMatrix> perClass() {
        List<FloatMatrix> all = new ArrayList<>();
        for (int c = 0; c < classes(); c++) {
            all.add(ofClass(c));
        }
        return all;
    }

    /** Returns the class of a proxy, both counted within the block. */
    int classOf(int proxy) {
        int at = Arrays.binarySearch(starts, proxy);
        return at < 0 ? -at - 2 : at;
    }

    /** Returns what searches are made of. */
    List<ProxyBlock> prepared() {
        return prepared;
    }

    /** Returns the prepared proxies with the classes as groups; only a block of a single class is prepared in several parts. */
    List<GroupMaxima.Part> parts() {
        List<GroupMaxima.Part> parts = new ArrayList<>();
        for (ProxyBlock block : prepared) {
            int[] borders = prepared.size() == 1 ? starts : new int[] {0, block.size()};
            parts.add(parts.isEmpty() ? GroupMaxima.Part.of(block, borders) : GroupMaxima.Part.goingOn(block));
        }
        return parts;
    }
}
