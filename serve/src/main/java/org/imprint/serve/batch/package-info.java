/**
 * Questions that are under way at the same time, computed together.
 *
 * <p>Start at {@link org.imprint.serve.batch.BatchThreads}, which all models of a server share.
 */
package org.imprint.serve.batch;
