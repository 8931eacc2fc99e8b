package org.imprint.core.episode;

/**
 * One class of an episode.
 *
 * @param classIndex its place in the task that was drawn from
 * @param support which of its rows are learned; none of a class that is to be unknown
 * @param queries which of its rows are asked; none of them is learned
 */
public record DrawnClass(int classIndex, int[] support, int[] queries) {}
