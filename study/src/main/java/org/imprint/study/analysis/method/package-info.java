/**
 * Configurations as people read them: titles, headings, and those that figures are about.
 *
 * <p>Where programs read, configurations have their wire names instead.
 */
package org.imprint.study.analysis.method;
