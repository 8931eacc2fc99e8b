package org.imprint.classifier;

/**
 * One class in an answer.
 *
 * @param name the class
 * @param score the recipe's own: the largest inner product, or the share of votes
 * @param probability in [0, 1]; those of all classes sum to 1
 */
public record ScoredClass(String name, double score, double probability) {}
