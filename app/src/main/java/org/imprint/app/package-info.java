/** The {@code imprint} command: the only place that prints, reads the clock for people and chooses exit codes. */
package org.imprint.app;
