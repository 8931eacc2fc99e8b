/**
 * How much of the server one client can take: bodies, requests in flight, headers that do not end.
 *
 * <p>Start at {@link org.imprint.serve.guard.load.BodyHandler}.
 */
package org.imprint.serve.guard.load;
