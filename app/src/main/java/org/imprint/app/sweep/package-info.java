/**
 * {@code imprint run} and {@code status}: a sweep planned, run and watched.
 *
 * <p>A plan is shown before it is run, and what a signal leaves undone the same command finishes later.
 */
package org.imprint.app.sweep;
