/**
 * Sweeps over the methods of the paper: what is compared, planned, run and kept. Knows neither statistics nor figures, no command
 * line and no cluster.
 *
 * <p>A result hangs on its combination and on the settings of its store, and on nothing else: not on workers, memory, the order of work,
 * the machine, or what was done before. Nothing that a sweep names goes missing: every combination is done, equal to another, or failed.
 */
package org.imprint.lab;
