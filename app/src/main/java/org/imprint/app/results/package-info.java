/**
 * The {@code imprint results} commands, and what they print.
 *
 * <p>Reading changes no store, and what is damaged is told beside what could be read.
 */
package org.imprint.app.results;
