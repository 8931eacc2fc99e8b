package org.imprint.lab.store.record;

import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;

/** Numbers that stand for what runs have in common; equal values have one number. */
public interface Numbering {

    /** Returns the number of a data choice. */
    int number(DataChoice choice);

    /** Returns the number of a method. */
    int number(Method method);
}
