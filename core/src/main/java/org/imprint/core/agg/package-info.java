/**
 * AGG: how the proxies of a head answer a query.
 *
 * <p>The records here say what is wanted; {@link org.imprint.core.head.Head} does it. A combination that has no meaning,
 * such as a vote among inner products, cannot be built.
 */
package org.imprint.core.agg;
