/**
 * The trained part of an imprinted model: proxies and how they answer queries.
 *
 * <p>Start at {@link org.imprint.core.head.Head}. Below it {@link org.imprint.core.head.NeighbourSearch} finds the proxies
 * nearest to queries. In corrected semantics a search runs in two steps: float arithmetic at full speed with a rigorous
 * bound on its error names the few proxies that can be among the nearest, then exact distances in double decide. So what is
 * found depends neither on tiles nor on threads, nor on the last bits of a BLAS. Proxies are stacked in class order and never
 * reordered, so that a smaller proxy index never has a larger class index.
 */
package org.imprint.core.head;
