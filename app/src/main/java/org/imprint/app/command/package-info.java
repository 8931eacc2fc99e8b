/**
 * The subcommands: each reads its options, calls the modules below, and prints.
 *
 * <p>A command decides nothing that a library user would have to decide again: rules are in the modules below. It checks all that it was
 * given, and the places it writes to, before long work begins. What it prints for programs goes to standard output alone, all else to
 * standard error.
 */
package org.imprint.app.command;
