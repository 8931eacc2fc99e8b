package org.imprint.core.cluster;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Scratch space that threads take and give back; what it holds when taken is of no meaning. */
final class Pool<T> {

    private final ConcurrentLinkedQueue<T> free = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        T t = free.poll();
        return t == null ? maker.get() : t;
    }

    void give(T t) {
        free.add(t);
    }
}
