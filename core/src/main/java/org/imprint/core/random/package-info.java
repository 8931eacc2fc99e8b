/**
 * Seeded random streams: the generators of NumPy, torch and CPython, bit for bit, and the naming of streams within a run.
 *
 * <p>Randomness is an argument everywhere. A generator object is stateful and belongs to one thread. How many numbers are drawn, and in
 * which order, is part of every result: one draw more changes all that follow in its stream.
 */
package org.imprint.core.random;
