/**
 * What a server tells those who run it: numbers for Prometheus, and a line for each request.
 *
 * <p>Start at {@link org.imprint.serve.metrics.ServerMetrics}.
 */
package org.imprint.serve.metrics;
