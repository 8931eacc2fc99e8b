/**
 * Which proxies are nearest to queries, by a metric or by inner product; knows nothing of classes and answers.
 *
 * <p>Start at {@link org.imprint.core.search.NeighbourSearch}. In corrected semantics a search runs in two steps: float arithmetic
 * at full speed with a rigorous bound on its error names the few proxies that can be among the nearest, then exact distances in
 * double decide. So what is found depends neither on tiles nor on threads, nor on the last bits of a BLAS. A newcomer must not
 * break: equally near proxies are ordered by index, and the error bounds hold for every order of summation.
 */
package org.imprint.core.search;
