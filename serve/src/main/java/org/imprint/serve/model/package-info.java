/**
 * Classifiers while they are served: asked by many at once, changed one change at a time.
 *
 * <p>Start at {@link org.imprint.serve.model.ServedModel}.
 */
package org.imprint.serve.model;
