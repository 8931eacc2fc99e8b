/**
 * Results as one HTML file that needs nothing beside itself: leaderboard, drill-down, figures, provenance, failures.
 *
 * <p>Java compacts the runs and computes what needs a statistical test; the page aggregates in the browser, so that filters
 * re-aggregate. Nothing that comes from a store is ever markup: all of it travels as data in compressed blocks and is put on
 * the page as text. Start at {@link org.imprint.study.report.Report}.
 */
package org.imprint.study.report;
