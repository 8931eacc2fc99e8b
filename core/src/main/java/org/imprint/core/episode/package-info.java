/**
 * Few-shot episodes: many small tasks drawn from one large one, each answered by every recipe, so that recipes are compared on the same
 * draws and accuracies have an interval.
 *
 * <p>Start at {@link org.imprint.core.episode.Episodes}.
 */
package org.imprint.core.episode;
