/**
 * The trained part of an imprinted model: proxies and how they answer queries.
 *
 * <p>Start at {@link org.imprint.core.head.Head}. {@link org.imprint.core.search} finds the proxies
 * nearest to queries, here they become answers: by the largest inner product, by votes, or by a scoring of the caller's own. Proxies
 * are stacked in class order and never reordered, so that a smaller proxy index never has a larger class index.
 */
package org.imprint.core.head;
