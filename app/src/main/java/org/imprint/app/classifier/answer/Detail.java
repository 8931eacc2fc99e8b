package org.imprint.app.classifier.answer;

/**
 * How much of an answer is shown.
 *
 * @param top classes, ≥ 1
 * @param nearest examples, ≥ 0
 */
record Detail(int top, int nearest) {}
