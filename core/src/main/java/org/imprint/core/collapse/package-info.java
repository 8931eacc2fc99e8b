/**
 * Neural collapse: how far the embeddings of classes have shrunk to their means.
 *
 * <p>Data come as a stream of row blocks that can be read twice, so n is bounded by nothing here; memory is a few matrices
 * [d, d] and the class means [C, d], never [C, d, d].
 */
package org.imprint.core.collapse;
