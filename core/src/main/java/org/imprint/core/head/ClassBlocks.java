package org.imprint.core.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.GroupMaxima;
import org.imprint.core.search.Measure;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.ProxyBlock;

/**
 * The proxies of C classes in class order, in blocks of consecutive classes, so that a change of one class leaves all blocks but one
 * or two as they are.
 *
 * <p>A block has at most {@value ProxyBlock#MOST_ROWS} proxies, unless it is of a single class that has more. Where nothing is prepared,
 * because a search looks at all proxies at once, all are in one block. Immutable.
 */
final class ClassBlocks {

    private static final int MOST_ROWS = ProxyBlock.MOST_ROWS;
    /** A block that falls below this joins its neighbour. */
    private static final int FEW_ROWS = MOST_ROWS / 4;
    /** What two blocks may have that become one; less than {@link #MOST_ROWS}, or the next class would part them again. */
    private static final int JOINED_ROWS = MOST_ROWS / 4 * 3;

    private final Optional<Measure> measure;
    private final List<ClassBlock> blocks;
    private final int[] firstClass;
    private final int[] firstProxy;

    private ClassBlocks(Optional<Measure> measure, List<ClassBlock> blocks) {
        this.measure = measure;
        this.blocks = List.copyOf(blocks);
        this.firstClass = new int[blocks.size() + 1];
        this.firstProxy = new int[blocks.size() + 1];
        for (int b = 0; b < blocks.size(); b++) {
            firstClass[b + 1] = firstClass[b] + blocks.get(b).classes();
            firstProxy[b + 1] =
                    Math.addExact(firstProxy[b], blocks.get(b).proxies().rows());
        }
    }

    /**
     * Returns the proxies of all classes.
     *
     * @param perClass one matrix [k_c, d] per class; copied
     * @param measure what blocks are prepared for; empty for one block, not prepared
     */
    static ClassBlocks of(List<FloatMatrix> perClass, Optional<Measure> measure) {
        Checks.require(!perClass.isEmpty(), "head needs at least one class", 0);
        for (int c = 0; c < perClass.size(); c++) {
            requireProxies(perClass.get(c), c, perClass.get(0).cols());
        }
        return new ClassBlocks(measure, cut(perClass, measure));
    }

    private static void requireProxies(FloatMatrix proxies, int c, int width) {
        Checks.require(proxies.rows() > 0, "class index " + c + " must have at least one proxy", proxies.rows());
        Checks.require(
                proxies.cols() == width, "proxies of class index " + c + " must have width " + width, proxies.cols());
    }

    /** Returns the classes in blocks of about one size. */
    private static List<ClassBlock> cut(List<FloatMatrix> perClass, Optional<Measure> measure) {
        int total = perClass.stream().mapToInt(FloatMatrix::rows).reduce(0, Math::addExact);
        int most = measure.isPresent() ? MOST_ROWS : total;
        int share = total / Parallel.tiles(total, most);
        List<ClassBlock> blocks = new ArrayList<>();
        int from = 0;
        int rows = 0;
        for (int c = 0; c < perClass.size(); c++) {
            int k = perClass.get(c).rows();
            if (rows > 0 && ((long) rows + k > most || rows >= share)) {
                blocks.add(ClassBlock.of(perClass.subList(from, c), measure));
                from = c;
                rows = 0;
            }
            rows += k;
        }
        blocks.add(ClassBlock.of(perClass.subList(from, perClass.size()), measure));
        return blocks;
    }

    /** Returns these with a class more, which has index c; those from c on move up. */
    ClassBlocks withClassAt(int c, FloatMatrix proxies) {
        requireProxies(proxies, Checks.inRange("class index", c, 0, classes()), dim());
        return c == classes()
                ? changed(c - 1, (perClass, at) -> perClass.add(proxies))
                : changed(c, (perClass, at) -> perClass.add(at, proxies));
    }

    /** Returns these with other proxies of class c. */
    ClassBlocks withProxies(int c, FloatMatrix proxies) {
        requireProxies(proxies, Checks.inRange("class index", c, 0, classes() - 1), dim());
        return changed(c, (perClass, at) -> perClass.set(at, proxies));
    }

    /** Returns these without class c; those behind it move down. */
    ClassBlocks withoutClass(int c) {
        Checks.inRange("class index", c, 0, classes() - 1);
        Checks.require(classes() > 1, "head needs at least one class besides that which is taken away", 0);
        return changed(c, (perClass, at) -> perClass.remove(at));
    }

    /** What is done to the classes of one block. */
    private interface Change {
        void apply(List<FloatMatrix> perClass, int at);
    }

    private ClassBlocks changed(int c, Change change) {
        int b = holding(firstClass, c);
        List<FloatMatrix> perClass = blocks.get(b).perClass();
        change.apply(perClass, c - firstClass[b]);
        int from = b;
        int to = b + 1;
        int rows = perClass.stream().mapToInt(FloatMatrix::rows).reduce(0, Math::addExact);
        boolean few = rows < FEW_ROWS && !perClass.isEmpty();
        if (few && to < blocks.size() && rows + rowsOf(to) <= JOINED_ROWS) {
            perClass.addAll(blocks.get(to++).perClass());
        } else if (few && b > 0 && rows + rowsOf(b - 1) <= JOINED_ROWS) {
            perClass.addAll(0, blocks.get(--from).perClass());
        }
        List<ClassBlock> next = new ArrayList<>(blocks.subList(0, from));
        if (!perClass.isEmpty()) {
            next.addAll(cut(perClass, measure));
        }
        next.addAll(blocks.subList(to, blocks.size()));
        return new ClassBlocks(measure, next);
    }

    private int rowsOf(int b) {
        return blocks.get(b).proxies().rows();
    }

    /** Returns the block that holds a class or proxy. */
    private static int holding(int[] first, int index) {
        int at = Arrays.binarySearch(first, index);
        return at < 0 ? -at - 2 : at;
    }

    /** Returns C. */
    int classes() {
        return firstClass[blocks.size()];
    }

    /** Returns p. */
    int size() {
        return firstProxy[blocks.size()];
    }

    /** Returns d. */
    int dim() {
        return blocks.get(0).proxies().cols();
    }

    /** Returns the class of a proxy. */
    int classOf(int proxy) {
        int b = holding(firstProxy, proxy);
        return firstClass[b] + blocks.get(b).classOf(proxy - firstProxy[b]);
    }

    /** Returns the proxies [k_c, d] of class c; a view. */
    FloatMatrix ofClass(int c) {
        int b = holding(firstClass, c);
        return blocks.get(b).ofClass(c - firstClass[b]);
    }

    /** Returns the proxies [k_c, d] of each class; views. */
    List<FloatMatrix> perClass() {
        List<FloatMatrix> all = new ArrayList<>();
        blocks.forEach(block -> all.addAll(block.perClass()));
        return all;
    }

    /** Returns all proxies [p, d]: those of a single block shared, of several copied. */
    FloatMatrix all() {
        return blocks.size() == 1
                ? blocks.get(0).proxies()
                : FloatMatrix.concat(blocks.stream().map(ClassBlock::proxies).toList());
    }

    /** Returns a search by the measure that blocks were prepared for. */
    NeighbourSearch search() {
        return NeighbourSearch.of(
                blocks.stream().flatMap(block -> block.prepared().stream()).toList());
    }

    /** Returns the largest product of each class; blocks are prepared for the inner product. */
    GroupMaxima maxima() {
        return GroupMaxima.of(
                blocks.stream().flatMap(block -> block.parts().stream()).toList());
    }
}
