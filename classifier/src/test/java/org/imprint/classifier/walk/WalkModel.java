package org.imprint.classifier.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a classifier must be, as simply as it can be said: names and sets of examples, and copies of all of it to go back to. */
final class WalkModel {

    /** A class: its name and the examples it was made from. */
    record Named(String name, Set<Integer> ids) {}

    private final boolean keepsExamples;
    private final int undoable;
    private List<Named> classes = List.of();
    private Deque<List<Named>> before = new ArrayDeque<>();
    private Deque<List<Named>> after = new ArrayDeque<>();

    WalkModel(boolean keepsExamples, int undoable) {
        this.keepsExamples = keepsExamples;
        this.undoable = undoable;
    }

    WalkModel(WalkModel o) {
        this(o.keepsExamples, o.undoable);
        this.classes = o.classes;
        this.before = new ArrayDeque<>(o.before);
        this.after = new ArrayDeque<>(o.after);
    }

    List<Named> classes() {
        return classes;
    }

    List<String> names() {
        return classes.stream().map(Named::name).toList();
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    /** Begins with classes that cannot be taken back. */
    void fit(List<Named> first) {
        classes = first.stream()
                .map(c -> new Named(c.name, union(Set.of(), c.ids)))
                .toList();
    }

    /** Each of these says whether it is legal; where it is not, nothing happens. */
    boolean learn(String name, Collection<Integer> ids) {
        int c = names().indexOf(name);
        List<Named> next = new ArrayList<>(classes);
        if (c < 0) {
            next.add(new Named(name, union(Set.of(), ids)));
            return become(next);
        }
        next.set(c, new Named(name, union(classes.get(c).ids, ids)));
        return keepsExamples && become(next);
    }

    boolean forgetClass(String name) {
        int c = names().indexOf(name);
        List<Named> next = new ArrayList<>(classes);
        if (c >= 0) {
            next.remove(c);
        }
        return c >= 0 && become(next);
    }

    boolean forget(Collection<Integer> ids) {
        return looksThrough() && become(without(ids));
    }

    boolean erase(Collection<Integer> ids) {
        return looksThrough() && settle(without(ids));
    }

    /** Also a class that is gone, as long as it could be brought back. */
    boolean eraseClass(String name) {
        boolean known = names().contains(name)
                || Stream.concat(before.stream(), after.stream())
                        .flatMap(List::stream)
                        .anyMatch(c -> c.name.equals(name));
        return known
                && settle(classes.stream().filter(c -> !c.name.equals(name)).toList());
    }

    boolean rename(String from, String to) {
        int c = names().indexOf(from);
        if (c < 0 || !from.equals(to) && names().contains(to)) {
            return false;
        }
        List<Named> next = new ArrayList<>(classes);
        next.set(c, new Named(to, classes.get(c).ids));
        return become(next);
    }

    boolean merge(String from, String into) {
        int a = names().indexOf(from);
        int b = names().indexOf(into);
        if (a < 0 || b < 0 || a == b || !keepsExamples) {
            return false;
        }
        List<Named> next = new ArrayList<>(classes);
        next.set(b, new Named(into, union(classes.get(b).ids, classes.get(a).ids)));
        next.remove(a);
        return become(next);
    }

    boolean undo() {
        if (canUndo()) {
            after.push(classes);
            classes = before.pop();
            return true;
        }
        return false;
    }

    boolean redo() {
        if (canRedo()) {
            before.push(classes);
            classes = after.pop();
            return true;
        }
        return false;
    }

    private boolean looksThrough() {
        return keepsExamples || classes.isEmpty();
    }

    private List<Named> without(Collection<Integer> ids) {
        List<Named> next = new ArrayList<>();
        for (Named c : classes) {
            Set<Integer> left = new TreeSet<>(c.ids);
            left.removeAll(ids);
            if (!left.isEmpty()) {
                next.add(new Named(c.name, Set.copyOf(left)));
            }
        }
        return List.copyOf(next);
    }

    private boolean become(List<Named> next) {
        if (!next.equals(classes)) {
            before.push(classes);
            if (before.size() > undoable) {
                before.removeLast();
            }
            after.clear();
            classes = List.copyOf(next);
        }
        return true;
    }

    private boolean settle(List<Named> next) {
        classes = next;
        before.clear();
        after.clear();
        return true;
    }

    /** Of images that are there under two names a class keeps the one that it has, or else the first by name. */
    private static Set<Integer> union(Set<Integer> a, Collection<Integer> b) {
        Set<Integer> all = new TreeSet<>(a);
        Set<Integer> images = a.stream().map(WalkPool::image).collect(Collectors.toCollection(TreeSet::new));
        b.stream().sorted(Comparator.comparing(WalkPool::name)).forEach(id -> {
            if (images.add(WalkPool.image(id))) {
                all.add(id);
            }
        });
        return Set.copyOf(all);
    }
}
