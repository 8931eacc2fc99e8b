/**
 * The {@code imprint} command: the only place that prints, reads the clock for people and chooses exit codes.
 *
 * <p>Every start pays for what {@code Main} loads: commands are described only when they are asked for, and libraries that one command
 * needs are not named in the fields and signatures of others.
 */
package org.imprint.app;
