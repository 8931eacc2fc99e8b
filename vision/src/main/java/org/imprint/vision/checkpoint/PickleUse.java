package org.imprint.vision.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What pickles of one kind may hold; all else is refused. The machine looks nothing up and calls nothing but this. */
interface PickleUse {

    /** Returns who writes such pickles, to end a sentence: {@code torch writes for weights}. */
    String origin();

    /** Returns the opcodes that may stand in a program. */
    Set<PickleOpcode> opcodes();

    /** Returns the largest program in bytes. */
    int mostBytes();

    /** Returns the most opcodes of a program. */
    int mostOpcodes();

    /** Returns what stands for a Python name; empty if it is not permitted. */
    Optional<?> global(String module, String name);

    /** Returns the object that a persistent id stands for. */
    Object persistent(Object id);

    /** Calls what {@link #global} returned. */
    Object call(Object function, List<Object> arguments);

    /** Gives an object its state and returns it. */
    Object build(Object target, Object state);
}
