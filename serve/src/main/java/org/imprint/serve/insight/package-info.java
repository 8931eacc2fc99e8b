/**
 * What a model says of itself and its examples: a map, doubts, what refusals cost, a learning curve, what is wrong with examples.
 *
 * <p>Start at {@link org.imprint.serve.insight.InsightRoutes}. All of it is found in the background, one question of a model at a time, and
 * kept until the model changes.
 */
package org.imprint.serve.insight;
