package org.imprint.core.head;

/**
 * What a head answered for one query.
 *
 * @param classIndex the class, in [0, C)
 * @param score how sure, as in {@link Answers}
 */
public record Answer(int classIndex, double score) {}
