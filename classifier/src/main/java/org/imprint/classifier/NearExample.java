package org.imprint.classifier;

import org.imprint.classifier.state.Example;

/**
 * An example near to what was asked.
 *
 * @param example its name, source and digest
 * @param className its class
 * @param similarity cosine of the two embeddings, in [−1, 1]
 */
public record NearExample(Example example, String className, double similarity) {}
