package org.imprint.classifier.state;

import java.util.Optional;

/**
 * What becomes of one place in the order of classes: a class comes, goes, or gives way to another.
 *
 * @param at the place, in [0, C]
 * @param before the class that was there; empty if one is inserted
 * @param after the class that is there afterwards; empty if it is taken away
 */
public record ClassEdit(int at, Optional<LearnedClass> before, Optional<LearnedClass> after) {

    /** Returns an edit that inserts a class. */
    public static ClassEdit insert(int at, LearnedClass added) {
        return new ClassEdit(at, Optional.empty(), Optional.of(added));
    }

    /** Returns an edit that puts a class in the place of another. */
    public static ClassEdit replace(int at, LearnedClass before, LearnedClass after) {
        return new ClassEdit(at, Optional.of(before), Optional.of(after));
    }

    /** Returns an edit that takes a class away. */
    public static ClassEdit remove(int at, LearnedClass removed) {
        return new ClassEdit(at, Optional.of(removed), Optional.empty());
    }

    /** Returns whether the class stays what it is and has another name. */
    public boolean isRename() {
        return before.isPresent()
                && after.isPresent()
                && !before.get().name().equals(after.get().name());
    }

    /** Returns the edit with classes that have no threshold. */
    public ClassEdit withoutThresholds() {
        return new ClassEdit(at, before.map(LearnedClass::withoutThreshold), after.map(LearnedClass::withoutThreshold));
    }

    /** Returns the edit that takes this one back. */
    public ClassEdit inverse() {
        return new ClassEdit(at, after, before);
    }
}
