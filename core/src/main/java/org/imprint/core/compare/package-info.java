/**
 * Which recipe suits the examples at hand: many recipes tried on the same parts of them, and what can be said of their differences.
 *
 * <p>Start at {@link org.imprint.core.compare.RecipeTrials}, then {@link org.imprint.core.compare.Contest}. Recipes share folds, proxies
 * and products, and answer to the bit as each alone does.
 */
package org.imprint.core.compare;
