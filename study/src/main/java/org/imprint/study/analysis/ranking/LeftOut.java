package org.imprint.study.analysis.ranking;

/**
 * A group or configuration that a ranking leaves out because scores are missing.
 *
 * @param name the group, or the configuration in one line, as programs read it
 * @param title the same as people do
 * @param lacking how many scores it lacks
 * @param of how many it should have
 */
public record LeftOut(String name, String title, int lacking, int of) {}
