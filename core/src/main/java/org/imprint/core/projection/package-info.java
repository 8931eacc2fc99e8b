/**
 * Embeddings in two dimensions, for people to look at.
 *
 * <p>Start at {@link org.imprint.core.projection.PrincipalPlane}.
 */
package org.imprint.core.projection;
