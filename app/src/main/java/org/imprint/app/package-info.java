/**
 * The {@code imprint} command: the only place that prints, reads the clock for people and chooses exit codes.
 *
 * <p>Every start pays for what {@code Main} loads: commands are described only when they are asked for, and libraries that one command
 * needs are not named in the fields and signatures of others.
 *
 * <p>A command decides nothing that a library user would have to decide again: rules are in the modules below. It checks all that it was
 * given, and the places it writes to, before long work begins. What it prints for programs goes to standard output alone, all else to
 * standard error.
 */
package org.imprint.app;
