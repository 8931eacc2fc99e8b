/**
 * Our own API under {@code /api}: asking in plain JSON, and teaching.
 *
 * <p>Start at {@link org.imprint.serve.api.ApiRoutes}.
 */
package org.imprint.serve.api;
