/**
 * A sweep as work: which combinations must give the same answers, which stages the rest share, what it will cost.
 *
 * <p>Start at {@link org.imprint.lab.plan.Planner}. Planning reads no embeddings; what it must know of them, the rows of each
 * class, comes from a {@link org.imprint.lab.plan.DataShapes}. A plan depends on the sweep, the filter and these shapes alone,
 * never on what is done already, so that shards of it agree on every machine.
 */
package org.imprint.lab.plan;
