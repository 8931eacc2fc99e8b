/**
 * Reproduces the paper section by section: says what a section needs, gets and embeds what is missing, runs, analyses and draws, and
 * sets the figures beside the published ones. In small on data that are at hand, see
 * {@link org.imprint.study.reproduce.quick.QuickSections}.
 */
package org.imprint.study.reproduce;
